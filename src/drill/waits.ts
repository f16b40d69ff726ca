import { MINUTE_SECONDS, RECOVERY_UNSEEN_SECONDS, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Recovery, Server, Wait } from './drill.ts';
import { wasNeverLaunched } from './neverLaunched.ts';
import { endOf, holdEnd } from './recoveries.ts';
import { isAnyRequested, isRequested } from './retries.ts';

export const WAITS_FOR = [
  ...([
    'TURN',
    'SECOND_LOOK',
    'REAL_RECOVERY',
    'WAVE',
    'LEVER',
    'DRS',
    'AWS',
    'LAUNCH',
    'PROOF',
    'TERMINATION',
    'PERSON',
  ] as const),
] satisfies Wait['for'][];

/** What the drill waits for at this moment; undefined when it proceeds by itself. */
export function waitOf(drill: Drill, at: Instant): Wait | undefined {
  switch (drill.phase) {
    case 'REQUESTED':
      return turn(drill);
    case 'TERMINATING':
      return cleaning(drill, at);
    case 'ENDED':
      return undefined;
    default:
      return secondLook(drill) ?? stuck(drill) ?? lostLaunch(drill, at) ?? nextWave(drill, at);
  }
}

/** A quarantined drill waits for an operator, whatever it waited for before. */
export function waitOfQuarantined(drill: Drill, because: string): Wait | undefined {
  if (drill.phase === 'ENDED') return undefined;
  return { for: 'PERSON', since: drill.at, instances: leftIn(drill), because };
}

function turn({ requestedAt: since, turnBehind: drillIds, waitsUntil }: Drill): Wait | undefined {
  if (drillIds === undefined || waitsUntil === undefined) return undefined;
  return { for: 'TURN', since, instances: 0, drillIds, until: waitsUntil };
}

function secondLook({ phase, uninspected, servers }: Drill): Wait | undefined {
  if (phase !== 'VALIDATING') return undefined;
  const unseen = uninspected.flatMap((id) => {
    const at = servers[id]?.recoveryUnseenAt;
    return at === undefined ? [] : [{ id, at }];
  });
  if (unseen.length === 0) return undefined;
  const times = unseen.map(({ at }) => at);
  const until = Math.max(...times) + RECOVERY_UNSEEN_SECONDS * SECOND_MS;
  const sourceServerIds = unseen.map(({ id }) => id);
  return { for: 'SECOND_LOOK', since: Math.min(...times), instances: 0, sourceServerIds, until };
}

/** The instances of the waves before stay up meanwhile. */
function nextWave(drill: Drill, at: Instant): Wait | undefined {
  const wave = drill.phase === 'LAUNCHING' ? drill.waves.findIndex(({ state }) => state !== 'LAUNCHED') : -1;
  const { state, startWhen, waitsUntil: until = null, waitSeconds = 0 } = drill.waves[wave] ?? {};
  if (wave < 1 || state !== 'WAITING' || (startWhen === undefined && waitSeconds === 0)) return undefined;
  return { for: 'WAVE', since: sinceKnown(drill, 'WAVE', at), instances: upIn(drill).length, wave, until };
}

/** After this many consecutive failures a call is reported, which takes half a minute or more. */
const STUCK_AFTER_FAILURES = 3;

function isStuck(drill: Drill): boolean {
  const { stuck: known, failures } = drill;
  if (known === undefined || (failures[known.key] ?? 0) < STUCK_AFTER_FAILURES) return false;
  return isRequested(drill, known.key);
}

function stuck(drill: Drill): Wait | undefined {
  const { stuck: known } = drill;
  if (known === undefined || known.ours === true || !isStuck(drill)) return undefined;
  return { for: 'AWS', since: known.since, instances: upIn(drill).length, because: known.because };
}

/** A launch without an answer may have started, and is not repeated while the lever or a blackout forbids launches. */
function lostLaunch(drill: Drill, at: Instant): Wait | undefined {
  const isForbidden = drill.phase === 'LAUNCHING' && drill.stuck?.ours === true && isStuck(drill);
  return isForbidden ? launch(drill, upIn(drill).length, at) : undefined;
}

function cleaning(drill: Drill, at: Instant): Wait | undefined {
  const up = upIn(drill);
  const free = up.filter(([, { unproven }]) => unproven === undefined).map(([id]) => id);
  const isFree = free.length > 0;
  return (
    (isFree ? realRecovery(drill, free, at) : undefined) ??
    (isFree || isAnyRequested(drill, 'terminate') ? frozen(drill, isFree ? free.length : up.length) : undefined) ??
    (isFree ? refused(drill, free.length) : undefined) ??
    stuck(drill) ??
    launch(drill, up.length, at) ??
    proof(drill, up) ??
    termination(drill, at)
  );
}

function realRecovery(drill: Drill, up: string[], at: Instant): Wait | undefined {
  const known = Object.entries(drill.recoveries);
  const [jobId, last] = known.toSorted(([, one], [, other]) => endOf(other) - endOf(one))[0] ?? [];
  if (jobId !== undefined && last !== undefined && endOf(last) > at) return recovery(drill, jobId, last, up.length, at);
  for (const [id, one] of known) {
    const named = up.filter((server) => one.servers.includes(server));
    if (one.state === 'RUNNING' && named.length > 0) return recovery(drill, id, one, named.length, at);
  }
  return undefined;
}

function recovery(
  drill: Drill,
  jobId: string,
  { completedAt, released }: Recovery,
  instances: number,
  at: Instant,
): Wait {
  const since = sinceKnown(drill, 'REAL_RECOVERY', at);
  return { for: 'REAL_RECOVERY', since, instances, jobId, endedAt: completedAt ?? null, released: released ?? false };
}

/** The lever forbids the termination, also one whose instances lack a proof or are reported gone. */
function frozen({ frozen: known }: Drill, instances: number): Wait | undefined {
  return known && { for: 'LEVER', since: known.since, instances, because: known.because };
}

function refused(drill: Drill, instances: number): Wait | undefined {
  const { terminationRefused: because, stuck: known } = drill;
  if (because === undefined || known === undefined || !isStuck(drill) || !known.key.startsWith('terminate'))
    return undefined;
  return { for: 'DRS', since: known.since, instances, because };
}

/** Counts every server of the launches as possibly up, in addition to the instances known to be up. */
function launch(drill: Drill, up: number, at: Instant): Wait | undefined {
  const open = drill.launches.map(({ state }, index) => ({ state, index })).filter(({ state }) => OPEN.has(state));
  const made = Object.values(drill.servers).filter(
    ({ launch: index, result, instanceId }) =>
      result === undefined && instanceId === undefined && open.some((one) => one.index === index),
  );
  if (made.length === 0) return undefined;
  const awaited = new Set(made.map(({ launch: index }) => index));
  const jobIds = drill.launches.flatMap(({ jobId }, index) => (awaited.has(index) ? (jobId ?? []) : []));
  return { for: 'LAUNCH', since: sinceKnown(drill, 'LAUNCH', at), instances: up + made.length, jobIds };
}

const OPEN: ReadonlySet<string> = new Set(['REQUESTED', 'STARTED']);

function proof(drill: Drill, up: [string, Server][]): Wait | undefined {
  const unproven = up.filter(([, server]) => server.unproven !== undefined);
  const [first] = unproven;
  if (first === undefined) return undefined;
  const found = Math.min(...unproven.map(([, { unprovenAt }]) => unprovenAt ?? drill.at));
  const since = sinceKnown(drill, 'PROOF', found);
  const sourceServerIds = unproven.map(([id]) => id);
  return { for: 'PROOF', since, instances: up.length, sourceServerIds, because: first[1].unproven ?? '' };
}

/** How long DRS should take at most, including our looks, when nothing else holds up the termination. */
const TERMINATION_SECONDS = 15 * MINUTE_SECONDS;

function termination(drill: Drill, at: Instant): Wait | undefined {
  const { phaseAt, waits, waitedUntil = phaseAt } = drill;
  const since = Math.max(phaseAt, waitedUntil, holdEnd(drill));
  const isElse = waits !== undefined && waits.for !== 'TERMINATION';
  if (isElse || at <= since + TERMINATION_SECONDS * SECOND_MS) return undefined;
  const instances = leftIn(drill);
  return instances === 0 ? undefined : { for: 'TERMINATION', since, instances };
}

/** The number of servers that may have left an instance: launch requested, and not proved gone. */
function leftIn(drill: Drill): number {
  const all = Object.values(drill.servers);
  return all.filter((server) => server.gone === undefined && !wasNeverLaunched(drill, server)).length;
}

/** Since when the drill has waited for it. */
function sinceKnown({ waits }: Drill, what: Wait['for'], at: Instant): Instant {
  return waits?.for === what ? waits.since : at;
}

/** Known instances whose termination DRS has not accepted. */
function upIn({ servers }: Drill): [string, Server][] {
  return Object.entries(servers).filter(
    ([, { instanceId, gone, reportedGone, terminationAt }]) =>
      instanceId !== undefined && gone === undefined && reportedGone !== true && terminationAt === undefined,
  );
}
