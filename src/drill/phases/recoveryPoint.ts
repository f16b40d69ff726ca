import { POINT_LOOK_SECONDS, POINT_TIMEOUT_SECONDS, SECOND_MS, SERVERS_PER_QUESTION } from '../bounds.ts';
import type { Drill, Instant, PointUsed, Server } from '../drill.ts';
import { ask, inChunks, isOpen, mayAsk, record, type Step, setTimer } from '../step.ts';

/** The point that an instance was recovered to, from DRS's own timestamps. */
export function pointOf(drill: Drill, server: Server, at: Instant): PointUsed {
  if (drill.terms.recoveryPoint.type !== 'LATEST') return { kind: 'CHOSEN', at };
  const createdAt = server.launch === undefined ? undefined : drill.launches[server.launch]?.createdAt;
  if (createdAt === undefined) return { kind: 'UNKNOWN', at };
  return { kind: server.usedPrevious === true || at < createdAt ? 'PREVIOUS' : 'ON_DEMAND', at };
}

/** Queries DRS for the snapshots that were used. Those that it still does not list after some time stay unknown. */
export function lookAtPoints(step: Step, wave: number, servers: [string, Server][], isLate: boolean): void {
  setTimer(step, `boot/${wave}`, null);
  if (isOpen(step.drill, `points/${wave}`)) return;
  if (isLate) {
    for (const [id] of servers) pointKnown(step, id, null);
    return;
  }
  inChunks(servers, SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const requested = chunk.map(([sourceServerId, server]) => ({ sourceServerId, at: server.point?.at ?? step.at }));
    const key = `points/${wave}/${index}` as const;
    const seconds = chunk.every(([, server]) => server.point?.unseenAt !== undefined) ? POINT_LOOK_SECONDS : 0;
    if (mayAsk(step, key)) ask(step, key, { kind: 'LookAtPoints', wave, servers: requested }, seconds);
  });
}

/** Records what a look at the recovery points shows for one server. */
export function pointSeen(step: Step, sourceServerId: string, snapshotId: string | null): void {
  const point = step.drill.servers[sourceServerId]?.point;
  const firstAt = point?.unseenAt ?? step.at;
  if (snapshotId !== null || step.at >= firstAt + POINT_TIMEOUT_SECONDS * SECOND_MS)
    pointKnown(step, sourceServerId, snapshotId);
  else if (point !== undefined && point.snapshotId === undefined && point.unseenAt === undefined)
    record(step, { type: 'PointUsed', sourceServerId, point: { ...point, unseenAt: step.at } });
}

/** Its point in time is known, but not the snapshot. */
export function needsPoint(server: Server): boolean {
  return server.point !== undefined && server.point.snapshotId === undefined;
}

function pointKnown(step: Step, sourceServerId: string, snapshotId: string | null): void {
  const unknown = step.drill.servers[sourceServerId]?.point;
  if (unknown === undefined || unknown.snapshotId !== undefined) return;
  const { unseenAt: _firstAt, ...point } = unknown;
  record(step, { type: 'PointUsed', sourceServerId, point: { ...point, snapshotId } });
}
