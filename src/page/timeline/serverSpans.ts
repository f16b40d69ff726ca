import type { Drill, DrilledServer } from '../api/client.ts';
import type { JournalTimes } from './journalTimes.ts';
import { STAGES, type Stage } from './stages.ts';

/** A stage of a server or a wave, in milliseconds; null: it still lasts. */
export interface Span {
  stage: Stage;
  fromMs: number;
  toMs: number | null;
}

/** A server with its stages in order. */
export interface Lane {
  sourceServerId: string;
  wave: number;
  spans: Span[];
}

/** The stages that each server of a drill went through. */
export function lanesOf(drill: Drill, times: JournalTimes): Lane[] {
  const jobs = new Map(
    drill.launches.flatMap(({ sourceServerIds, createdAt }) => sourceServerIds.map((id) => [id, createdAt])),
  );
  return drill.servers.map((server) => {
    const { sourceServerId, wave } = server;
    const starts = startsOf(drill, server, { times, createdMs: msOf(jobs.get(sourceServerId)) });
    return { sourceServerId, wave, spans: spansBetween(starts, endOf(drill, server, times)) };
  });
}

interface Known {
  times: JournalTimes;
  createdMs: number | null;
}

type Start = [Stage, number];

function startsOf(drill: Drill, server: DrilledServer, { times, createdMs }: Known): Start[] {
  const { sourceServerId: id, verifiedAt, lost, instanceId, terminationAcceptedAt } = server;
  const verifiedMs = msOf(verifiedAt);
  const heldMs = msOf(drill.hold.beganAt);
  const cleaningMs = times.phases.find(({ phase }) => phase === 'TERMINATING')?.fromMs ?? null;
  const downMs = times.failedMs.get(id) ?? msOf(lost?.lostAt);
  const starts: [Stage, number | null][] = [
    ['WAITING', Date.parse(drill.requestedAt)],
    ['LAUNCHING', createdMs],
    ['BOOTING', msOf(server.launchedAt) ?? times.launchedMs.get(id) ?? null],
    ['READY', verifiedMs],
    ['HOLDING', verifiedMs === null || heldMs === null ? null : Math.max(verifiedMs, heldMs)],
    ['DOWN', downMs],
    ['LEAVING', instanceId === null ? null : cleaningMs],
    ['TERMINATING', msOf(terminationAcceptedAt)],
    ['PROVING', instanceId === null ? null : (times.reportedGoneMs.get(id) ?? null)],
  ];
  return starts.flatMap(([stage, ms]) => (ms === null ? [] : [[stage, ms]]));
}

/** When nothing of it was left, or when its drill went on without it; null: neither yet. */
function endOf(
  drill: Drill,
  { sourceServerId: id, jobId, launchedAt }: DrilledServer,
  times: JournalTimes,
): number | null {
  const { goneMs, failedMs, phases } = times;
  const isLaunched = jobId !== null || launchedAt !== null || failedMs.has(id);
  const passedOver = isLaunched ? undefined : phases.find(({ phase }) => !BEFORE_VERIFICATION.has(phase))?.fromMs;
  return passedOver ?? goneMs.get(id) ?? msOf(drill.endedAt);
}

const BEFORE_VERIFICATION: ReadonlySet<string> = new Set(['REQUESTED', 'VALIDATING', 'LAUNCHING']);

/** Each stage lasts until the next one. The clocks of AWS and ours differ a little, so a stage never goes back. */
function spansBetween(starts: Start[], endMs: number | null): Span[] {
  const inTime = starts
    .toSorted(([one, oneMs], [other, otherMs]) => oneMs - otherMs || STAGES.indexOf(one) - STAGES.indexOf(other))
    .filter(([, fromMs]) => endMs === null || fromMs < endMs);
  return inTime
    .map(([stage, fromMs], index): Span => ({ stage, fromMs, toMs: inTime[index + 1]?.[1] ?? endMs }))
    .filter(({ fromMs, toMs }) => toMs === null || toMs > fromMs);
}

function msOf(at: string | null | undefined): number | null {
  return at === null || at === undefined ? null : Date.parse(at);
}
