import type { Drill, Server } from '../../drill/drill.ts';
import { time } from '../../evidence/time.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';

/** A server's post-launch actions as the API shows them. */
export function launchActionsView(
  { unfinishedActions = [] }: Drill,
  sourceServerId: string,
  { actions }: Server,
): DrillDocument['servers'][number]['launchActions'] {
  if (actions === undefined) return null;
  const { required, optional, reported, agentAt } = actions;
  const mine = unfinishedActions.filter((one) => one.sourceServerId === sourceServerId);
  const unfinished = mine.map(({ sourceServerId: _mine, ...one }) => one);
  const agentSeenAt = time(agentAt);
  return { required, optional, runs: reported ?? null, agentSeenAt, unfinished };
}
