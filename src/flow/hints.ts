import type { Decision } from '../drill/decide.ts';
import type { Drill } from '../drill/drill.ts';
import type { Fact } from '../drill/facts.ts';
import type { InboxInput } from './ports.ts';

/**
 * A hint that changes nothing stays in the inbox, where readers of the drill see it, until a change or a full inbox.
 * Otherwise the hints of a job's hundred servers would each rewrite the whole record.
 */
export function canWait({ facts, requested, withdrawn }: Decision): boolean {
  return requested.length === 0 && withdrawn.length === 0 && facts.every(({ type }) => HINTS.has(type));
}

const HINTS: ReadonlySet<Fact['type']> = new Set(['ServerReported', 'InstanceReportedGone', 'EventReceived']);

/**
 * The drill with the hints that wait in its inbox, for readers only. A hint repeats what an event said, and decides
 * nothing.
 */
export function withHints(drill: Drill, unread: readonly { input: InboxInput }[]): Drill {
  const servers = { ...drill.servers };
  for (const { input } of unread) {
    if (input.type !== 'ServerReported' && input.type !== 'InstanceReportedGone') continue;
    const server = servers[input.sourceServerId];
    if (server === undefined) continue;
    if (input.type === 'ServerReported' && server.launch !== undefined && server.result === undefined)
      servers[input.sourceServerId] = { ...server, reported: true };
    if (input.type === 'InstanceReportedGone' && server.instanceId === input.instanceId && server.gone === undefined)
      servers[input.sourceServerId] = { ...server, reportedGone: true };
  }
  return { ...drill, servers };
}
