import { INSPECTION_FRESH_SECONDS, RECOVERY_UNSEEN_SECONDS, SECOND_MS, SERVERS_PER_EFFECT } from '../bounds.ts';
import type { Drill, Instant, Server } from '../drill.ts';
import type { Effect } from '../effects.ts';
import type { Input, ServerInspection } from '../inputs.ts';
import { waiverOf } from '../preflight.ts';
import { ask, inChunks, mayAsk, record, type Step } from '../step.ts';

/** The question about these servers. */
export function inspectionOf({ terms }: Drill, sourceServerIds: string[]): Extract<Effect, { kind: 'Inspect' }> {
  const waived = sourceServerIds.filter((id) => waiverOf(terms, 'no-drill-instance', id) !== undefined);
  const { recoveryPoint } = terms;
  const mayReplaceDrill = waived.length === 0 ? {} : { mayReplaceDrill: waived };
  return { kind: 'Inspect', sourceServerIds, recoveryPoint, networks: true, ...mayReplaceDrill };
}

/** Records what an inspection has found. */
export function inspectionSeen(step: Step, { servers, lookedAt }: Extract<Input, { type: 'Inspected' }>): void {
  const stopped = (found: ServerInspection) => found.exists && found.launchDisposition === 'STOPPED';
  record(step, {
    type: 'ServersInspected',
    servers: servers.map((found) => ({ sourceServerId: found.sourceServerId, stopped: stopped(found), found })),
    ...(lookedAt === undefined ? {} : { lookedAt }),
  });
}

/**
 * One look without a trace of a real recovery proves nothing. It takes two, the second some minutes after the first.
 */
export function isUnproved({ at, drill }: Step, found: ServerInspection, lookedAt = at): boolean {
  if (!found.exists || found.recoveryUnseen !== true) return false;
  const firstAt = drill.servers[found.sourceServerId]?.recoveryUnseenAt;
  return firstAt === undefined || lookedAt < firstAt + RECOVERY_UNSEEN_SECONDS * SECOND_MS;
}

/** When a server needs a second look; undefined when one look is enough. */
export function secondLookAt(server: Server | undefined): Instant | undefined {
  const firstAt = server?.recoveryUnseenAt;
  return firstAt === undefined ? undefined : firstAt + RECOVERY_UNSEEN_SECONDS * SECOND_MS;
}

/** The inspections of a launch's servers are recent enough to launch them. */
export function isInspected({ at, drill }: Step, ids: string[]): boolean {
  return at - oldestInspection(drill, ids) <= INSPECTION_FRESH_SECONDS * SECOND_MS;
}

/** When the oldest of these servers' inspections began. */
export function oldestInspection({ servers, inspectedAt, requestedAt }: Drill, ids: string[]): Instant {
  return Math.min(...ids.map((id) => servers[id]?.inspectedAt ?? inspectedAt ?? requestedAt));
}

/** Repeats the inspection of a launch's servers where it is too old. */
export function inspectAgain(step: Step, launch: number, ids: string[]): void {
  const old = ids.filter((id) => !isInspected(step, [id]));
  for (const chunk of inChunks(old, SERVERS_PER_EFFECT)) {
    const key = `inspect/${launch}/${chunk[0]}` as const;
    if (mayAsk(step, key)) ask(step, key, inspectionOf(step.drill, chunk));
  }
}
