import type { DrillStory, ServerStory } from './stories.ts';

/**
 * The expected history of these drills, computed from their events all at once and without the product: no journal, no
 * buckets, no running totals.
 */
export function reckon(drills: DrillStory[]) {
  const tried = drills.flatMap((drill) => drill.servers.map((server) => ({ drill, server })));
  const known = tried.filter(({ server }) => server.seen?.exists === true);
  const ids = [...new Set(known.map(({ server }) => server.sourceServerId))];
  const byServer = ids.map((id) => [id, known.filter(({ server }) => server.sourceServerId === id)] as const);
  const lines = byServer.map(([id, mine]) => lineOf(id, mine));
  return {
    trials: tried.map(({ drill, server }) => trialOf(drill, server)),
    lines,
    findings: lines.flatMap(({ finding }) => finding ?? []),
    statistics: [
      ...grouped(drills, ({ endedAt }) => new Date(endedAt).toISOString().slice(0, 10)).map((one) =>
        sumUp('day', ...one),
      ),
      ...grouped(drills, ({ plan }) => plan).map((one) => sumUp('recoveryPlan', ...one)),
      ...grouped(drills, ({ region }) => region).map((one) => sumUp('region', ...one)),
      ...byServer.map(([id, mine]) => sumUpServer(id, mine)),
    ],
    regressions: [
      ...byServer.flatMap(([id, mine]) =>
        slowed(
          'server',
          id,
          mine.filter(({ drill }) => counts(drill)).map(({ drill, server }) => sampleOf(drill, [server])),
        ),
      ),
      ...grouped(drills, ({ plan }) => plan).flatMap(([plan, mine]) =>
        slowed(
          'recoveryPlan',
          plan,
          mine.filter(counts).map((drill) => sampleOf(drill, drill.servers)),
        ),
      ),
    ],
  };
}

export type Tried = { drill: DrillStory; server: ServerStory };

function trialOf(drill: DrillStory, server: ServerStory) {
  const hasResult = server.fate !== 'NEVER_LAUNCHED';
  const isLaunchFailure = failedToLaunch(server);
  const failed = isLaunchFailure || server.fate === 'VERIFICATION_FAILED';
  const error = errorOf(server);
  const isFound = wasStarted(server) && (server.hasInstance || server.fate !== 'FAILED');
  return {
    sourceServerId: server.sourceServerId,
    drillId: drill.drillId,
    site: { accountId: '111122223333', region: drill.region },
    recoveryPlan: drill.plan,
    requestedAt: drill.requestedAt,
    endedAt: drill.endedAt,
    outcome: drill.outcome,
    ...(drill.world && { world: drill.world }),
    ...(server.fate === 'WORKS' && { evidence: 'BOOTED' }),
    passed: passes(server),
    stopped: isStopped(drill, server),
    result: hasResult ? (isLaunchFailure ? 'FAILED' : 'LAUNCHED') : null,
    verified: server.fate === 'WORKS' ? 'STATUS_CHECKS' : null,
    verificationFailed: server.fate === 'VERIFICATION_FAILED',
    lost: server.lost !== null,
    lostState: server.lost?.state ?? null,
    lostAt: server.lost?.at ?? null,
    lostReason: server.lost?.reason ?? null,
    error: failed ? error : null,
    failedAt: failed ? (isLaunchFailure ? drill.failedAt : server.verifiedAt) : null,
    failedBy: failed ? BLAMED[server.fate] : null,
    jobId: wasStarted(server) ? `drsjob-${server.launch}` : null,
    instanceId: isFound ? `i-${server.sourceServerId}` : null,
    gone: server.gone,
    recoveryTimeSeconds: recoveryTime(drill, [server]),
    recoveryTimeAtLeastSeconds: recoveryTimeAtLeast(drill, [server]),
    recoveryPointSeconds: recoveryPoint(drill, server),
    objectives: verdict(drill, [server]),
    holdOverrunSeconds: overrun(drill, server.sourceServerId),
    stages: { ...stages(server), checks: null },
    instanceSeconds: instanceTime(drill, server),
    instanceSecondsAtLeast: instanceTimeAtLeast(drill, server),
    launchDurationSeconds: wasStarted(server)
      ? span(drill.createdAt[server.launch] ?? undefined, server.steps['LAUNCH_END'])
      : null,
    terminationDurationSeconds: terminationTime(drill, server),
    hostname: server.seen?.exists ? server.seen.hostname : null,
    inspectedAt: server.seen === null ? null : drill.inspectedAt,
    exists: server.seen === null ? null : server.seen.exists,
  };
}

function lineOf(sourceServerId: string, mine: Tried[]) {
  const byEnd = mine.toSorted(
    (a, b) => a.drill.endedAt - b.drill.endedAt || (a.drill.drillId < b.drill.drillId ? -1 : 1),
  );
  const last = byEnd.at(-1);
  const counting = byEnd.filter(({ drill }) => counts(drill));
  const passed = counting.findLast(({ server }) => passes(server));
  const report = counting.findLast(({ server }) =>
    ['FAILED', 'REFUSED', 'VERIFICATION_FAILED', 'WORKS'].includes(server.fate),
  );
  const names = mine
    .flatMap(({ drill, server }) =>
      server.seen?.hostname ? [{ at: drill.inspectedAt, name: server.seen.hostname }] : [],
    )
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  const hostname = names.at(-1)?.name ?? null;
  const isOpen = report !== undefined && report.server.fate !== 'WORKS';
  const site = { accountId: '111122223333', region: mine[0]?.drill.region };
  return {
    sourceServerId,
    site,
    hostname,
    firstSeenAt: Math.min(...mine.map(({ drill }) => drill.requestedAt)),
    removedAt: null,
    drills: mine.length,
    lastDrill:
      last &&
      endOf(last, {
        outcome: last.drill.outcome,
        passed: passes(last.server),
        ...(last.drill.world && { world: last.drill.world }),
      }),
    lastPassed:
      passed === undefined
        ? null
        : endOf(passed, {
            recoveryTimeSeconds: recoveryTime(passed.drill, [passed.server]),
            recoveryTimeAtLeastSeconds: recoveryTimeAtLeast(passed.drill, [passed.server]),
            recoveryPointSeconds: recoveryPoint(passed.drill, passed.server),
            world: 'REAL',
            evidence: 'BOOTED',
          }),
    finding: isOpen
      ? {
          sourceServerId,
          site,
          hostname,
          drillId: report.drill.drillId,
          kind: failedToLaunch(report.server) ? 'LAUNCH_FAILED' : 'VERIFICATION_FAILED',
          foundAt: failedToLaunch(report.server) ? report.drill.failedAt : report.server.verifiedAt,
          error: errorOf(report.server),
        }
      : null,
  };
}

function endOf<More>({ drill }: Tried, more: More) {
  return { drillId: drill.drillId, endedAt: drill.endedAt, ...more };
}

function sumUp(by: string, key: string, all: DrillStory[]) {
  const drills = all.filter(counts);
  const tried = drills.flatMap((drill) => drill.servers.map((server) => ({ drill, server })));
  return summed(
    by,
    key,
    drills,
    tried,
    drills.map((drill) => overrun(drill)),
    drills.map((drill) => verdict(drill, drill.servers)),
    all.length - drills.length,
  );
}

function sumUpServer(key: string, all: Tried[]) {
  const mine = all.filter(({ drill }) => counts(drill));
  const overruns = mine.map(({ drill, server }) => overrun(drill, server.sourceServerId));
  return summed(
    'server',
    key,
    mine.map(({ drill }) => drill),
    mine,
    overruns,
    mine.map(({ drill, server }) => verdict(drill, [server])),
    all.length - mine.length,
  );
}

function summed(
  by: string,
  key: string,
  drills: DrillStory[],
  tried: Tried[],
  overruns: (number | null)[],
  verdicts: (string | null)[],
  leftOut: number,
) {
  const outcomes = grouped(drills, ({ outcome }) => outcome).map(([outcome, all]) => [outcome, all.length]);
  return {
    by,
    key,
    drills: drills.length,
    leftOut,
    world: drills.some(({ world }) => world === 'SIMULATED')
      ? 'SIMULATED'
      : drills.some(({ world }) => world === 'REAL')
        ? 'REAL'
        : undefined,
    byOutcome: Object.fromEntries(outcomes),
    objectives: Object.fromEntries(grouped(verdicts, (one) => one).map(([name, all]) => [name, all.length])),
    trials: tried.filter(({ server }) => server.seen?.exists).length,
    passed: tried.filter(({ server }) => server.seen?.exists && passes(server)).length,
    stopped: tried.filter(({ drill, server }) => server.seen?.exists && isStopped(drill, server)).length,
    recoveryTime: sorted(tried.map(({ drill, server }) => recoveryTime(drill, [server]))),
    recoveryTimeAtLeast: sorted(tried.map(({ drill, server }) => recoveryTimeAtLeast(drill, [server]))),
    recoveryPoint: sorted(tried.map(({ drill, server }) => recoveryPoint(drill, server))),
    holdOverrun: sorted(overruns),
    instanceMs: milliseconds(tried.map(({ drill, server }) => instanceTime(drill, server))),
    instanceMsAtLeast: milliseconds(tried.map(({ drill, server }) => instanceTimeAtLeast(drill, server))),
  };
}

interface Sample {
  drill: DrillStory;
  seconds: number | null;
  stages: Record<string, number | null>;
}

function sampleOf(drill: DrillStory, servers: ServerStory[]): Sample {
  const longest = (name: string) =>
    Math.max(...servers.map((server) => atLeast(drill, server)[name] ?? Number.NEGATIVE_INFINITY));
  const all = ['snapshot', 'conversion', 'launch', 'boot'].map((name) => [name, finite(longest(name))]);
  return { drill, seconds: recoveryTimeAtLeast(drill, servers), stages: Object.fromEntries(all) };
}

function slowed(by: string, key: string, samples: Sample[]) {
  const measured = samples
    .filter(({ seconds }) => seconds !== null)
    .sort((a, b) => a.drill.endedAt - b.drill.endedAt || (a.drill.drillId < b.drill.drillId ? -1 : 1))
    .slice(-52);
  const newest = measured.pop();
  if (newest === undefined || measured.length < 5) return [];
  const seconds = newest.seconds ?? 0;
  const before = measured.map((one) => one.seconds ?? 0);
  const median = middle(before);
  const deviation = middle(before.map((one) => Math.abs(one - median)));
  if (seconds <= median + Math.max(3 * 1.4826 * deviation, 180, median * 0.1)) return [];
  const { drillId, endedAt } = newest.drill;
  return [
    {
      by,
      key,
      drillId,
      at: endedAt,
      seconds,
      median,
      deviation,
      samples: before.length,
      slower: slowest(newest, measured),
    },
  ];
}

function slowest(newest: Sample, before: Sample[]) {
  let found: { stage: string; seconds: number; median: number } | null = null;
  for (const [stage, seconds] of Object.entries(newest.stages)) {
    const others = before.map((one) => one.stages[stage] ?? null).filter((one) => one !== null);
    if (seconds === null || others.length === 0) continue;
    const by = seconds - middle(others);
    if (by > 0 && (found === null || by > found.seconds - found.median))
      found = { stage, seconds, median: middle(others) };
  }
  return found;
}

const BLAMED: Record<string, string> = {
  FAILED: 'DRS',
  REFUSED: 'DRS',
  PREVENTED: 'DRILL',
  VERIFICATION_FAILED: 'VERIFICATION',
};

/** Launched servers count when AWS itself has answered. A drill without a launch shows nothing. */
function counts({ world, servers }: DrillStory): boolean {
  return world === 'REAL' || !servers.some(wasStarted);
}

function failedToLaunch({ fate }: ServerStory): boolean {
  return fate === 'FAILED' || fate === 'REFUSED' || fate === 'PREVENTED';
}

function wasStarted({ fate }: Pick<ServerStory, 'fate'>): boolean {
  return fate !== 'NEVER_LAUNCHED' && fate !== 'REFUSED' && fate !== 'PREVENTED';
}

/** No look follows at what was launched in a drill that is cancelled or yields. */
function isStopped({ outcome }: DrillStory, { fate }: ServerStory): boolean {
  if (fate === 'NOT_LOOKED_AT') return outcome === 'CANCELLED' || outcome === 'YIELDED';
  return fate === 'NEVER_LAUNCHED' || fate === 'PREVENTED';
}

/** At most 8000 characters are kept, and no half characters. */
function errorOf({ fate, error }: ServerStory): string {
  const whole = fate === 'REFUSED' ? `StartRecovery: ${error}` : error;
  return whole.slice(0, 8000).replace(/[\ud800-\udbff]$/, '');
}

function passes({ fate, gone, lost }: ServerStory): boolean {
  return fate === 'WORKS' && gone !== 'ACKNOWLEDGED' && lost === null;
}

/** From the first of the jobs until the last of the servers was seen to work; none when one of them was not. */
function recoveryTime(drill: DrillStory, servers: ServerStory[]): number | null {
  const created = servers.map(({ launch }) => drill.createdAt[launch]);
  if (servers.some(({ fate }) => fate !== 'WORKS') || created.includes(null)) return null;
  const first = Math.min(...created.map(Number));
  const last = Math.max(...servers.map(({ verifiedAt }) => verifiedAt));
  return last < first ? null : (last - first) / 1000;
}

/** The latest time, between its job and the first look that found it working, at which it did not work yet. */
function notWorkingAt(drill: DrillStory, server: ServerStory): number | null {
  const created = drill.createdAt[server.launch];
  if (recoveryTime(drill, [server]) === null || created === null) return null;
  // EC2's answer may be a minute old.
  const notReadyAt = server.notReadyAt === null ? null : server.notReadyAt - 60_000;
  const known = [server.steps['LAUNCH_END'], notReadyAt].filter(
    (at) => at != null && at >= created && at <= server.verifiedAt,
  );
  return known.length === 0 ? null : Math.max(...known.map(Number));
}

function recoveryTimeAtLeast(drill: DrillStory, servers: ServerStory[]): number | null {
  const ends = servers.map((server) => notWorkingAt(drill, server));
  if (recoveryTime(drill, servers) === null || ends.includes(null)) return null;
  return (
    (Math.max(...ends.map(Number)) - Math.min(...servers.map(({ launch }) => Number(drill.createdAt[launch])))) / 1000
  );
}

/** The data loss, had the disaster struck at the request. */
function recoveryPoint(drill: DrillStory, { fate, pointAt, seen }: ServerStory): number | null {
  if (!wasStarted({ fate }) || fate === 'FAILED' || pointAt === null) return null;
  if (pointAt < drill.requestedAt) return (drill.requestedAt - pointAt) / 1000;
  return seen?.exists ? seen.lagSeconds : null;
}

/** One missed: all are missed. None missed and one unknown: unknown. */
function verdict(drill: DrillStory, servers: ServerStory[]): string | null {
  const { recoveryTimeSeconds: time, recoveryPointSeconds: point } = drill.objectives;
  if (time === undefined && point === undefined) return null;
  const met = (limit: number | undefined, least: number | null, most: number | null) => {
    if (limit === undefined || (most !== null && most <= limit)) return 'MET';
    return least !== null && least > limit ? 'MISSED' : 'UNDECIDED';
  };
  const all = servers.flatMap((server) => [
    met(time, recoveryTimeAtLeast(drill, [server]), recoveryTime(drill, [server])),
    met(point, recoveryPoint(drill, server), recoveryPoint(drill, server)),
  ]);
  return ['MISSED', 'UNDECIDED'].find((one) => all.includes(one)) ?? 'MET';
}

/** Of one of its servers, or of the one that was delayed the longest. */
function overrun({ hold, terminations, servers }: DrillStory, sourceServerId?: string): number | null {
  if (hold === null) return null;
  const end = hold.endedBy?.name == null ? hold.until : hold.endedBy.at;
  const ids = sourceServerId === undefined ? servers.map((server) => server.sourceServerId) : [sourceServerId];
  const times = terminations
    .filter(({ at, sourceServerIds }) => at >= end && ids.some((id) => sourceServerIds.includes(id)))
    .map(({ at }) => at);
  return times.length === 0 ? null : (Math.max(...times) - end) / 1000;
}

/** A boot with only an upper bound shows nothing. */
function atLeast(drill: DrillStory, server: ServerStory): Record<string, number | null> {
  const end = notWorkingAt(drill, server);
  return { ...stages(server), boot: end === null ? null : bootUntil(server, end) };
}

function bootUntil({ steps, verifiedAt }: ServerStory, end: number): number | null {
  const boot = span(steps['LAUNCH_END'], verifiedAt);
  return boot === null ? null : Math.max(0, Math.round(boot * 1000 - (verifiedAt - end)) / 1000);
}

function stages({ fate, steps, verifiedAt }: ServerStory): Record<string, number | null> {
  if (!wasStarted({ fate })) return { snapshot: null, conversion: null, launch: null, boot: null };
  return {
    snapshot: span(steps['SNAPSHOT_START'], steps['SNAPSHOT_END']),
    conversion: span(steps['CONVERSION_START'], steps['CONVERSION_END']),
    launch: span(steps['LAUNCH_START'], steps['LAUNCH_END']),
    boot: fate === 'WORKS' ? span(steps['LAUNCH_END'], verifiedAt) : null,
  };
}

function milliseconds(seconds: (number | null)[]): number {
  return sorted(seconds).reduce((sum, one) => sum + Math.round(one * 1000), 0);
}

/** Until EC2's time of its loss, or the newest acceptance of its termination, else until it was seen to work. */
function instanceTimeAtLeast(drill: DrillStory, server: ServerStory): number | null {
  const { fate, steps, hasInstance, foundAt, gone, verifiedAt, sourceServerId, lost } = server;
  if (!wasStarted({ fate }) || gone === 'ACKNOWLEDGED') return null;
  const found = hasInstance ? drill.failedAt : fate === 'FAILED' ? undefined : foundAt;
  const accepted = drill.terminations.filter((one) => one.sourceServerIds.includes(sourceServerId)).map(({ at }) => at);
  const ended = lost === null ? accepted.at(-1) : lost.at;
  const end = ended ?? (fate === 'WORKS' ? verifiedAt : undefined);
  return span(steps['LAUNCH_END'] ?? found, end);
}

function instanceTime(
  drill: DrillStory,
  { fate, steps, hasInstance, foundAt, gone, goneAt, lost }: ServerStory,
): number | null {
  const wasLost = lost !== null && lost.state !== null;
  if (!wasStarted({ fate }) || (gone === 'ACKNOWLEDGED' && !wasLost)) return null;
  const found = hasInstance ? drill.failedAt : fate === 'FAILED' ? undefined : foundAt;
  return span(steps['LAUNCH_END'] ?? found, wasLost ? (lost.at ?? lost.seenAt) : goneAt);
}

function terminationTime({ terminations }: DrillStory, { sourceServerId, gone, goneAt }: ServerStory): number | null {
  const accepted = terminations.findLast((one) => one.sourceServerIds.includes(sourceServerId))?.at;
  return gone === 'ACKNOWLEDGED' ? null : span(accepted, goneAt);
}

function span(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined || to < from ? null : (to - from) / 1000;
}

function sorted(values: (number | null)[]): number[] {
  return values.filter((value) => value !== null).sort((a, b) => a - b);
}

function middle(values: number[]): number {
  const inOrder = sorted(values);
  const half = inOrder.length / 2;
  return inOrder.length % 2 === 1
    ? (inOrder[Math.floor(half)] ?? Number.NaN)
    : ((inOrder[half - 1] ?? Number.NaN) + (inOrder[half] ?? Number.NaN)) / 2;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function grouped<Item>(items: Item[], key: (item: Item) => string | null): [string, Item[]][] {
  return [...Map.groupBy(items, key)].flatMap(([name, mine]) => (name === null ? [] : [[name, mine]]));
}
