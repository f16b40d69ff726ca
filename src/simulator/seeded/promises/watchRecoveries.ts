import { DAY_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { count, type Deployment, isTroubled, type KnownRecovery, type SeededWorld, SITE } from '../seededState.ts';

/**
 * No termination may be requested while the deployment could know of a real recovery in progress: DRS would refuse the
 * operator's next wave.
 */
export function watchTermination(world: SeededWorld, deployment: Deployment, sourceServerIds: string[]): void {
  for (const jobId of recoveriesDisturbed(world, deployment, sourceServerIds))
    world.violations.add(`our cleanup never delays a real recovery (${jobId})`);
}

/**
 * The jobs of real recoveries in progress that forbid touching these servers now. A recovery that has just started
 * cannot be known: reads lag, and time passes between read and call.
 */
export function recoveriesDisturbed(world: SeededWorld, deployment: Deployment, sourceServerIds: string[]): string[] {
  const now = world.tasks.now();
  return recoveriesOf(world).flatMap((recovery) => {
    if (now < recovery.createdAt + blindMs(world) || now > recovery.createdAt + DAY_SECONDS * SECOND_MS) return [];
    if (now >= recovery.endsAt + PAUSE_MS - CLOCKS_MS) return [];
    const isNamed = sourceServerIds.some((id) => recovery.sourceServerIds.includes(id));
    const freeAt = freedAt(deployment, recovery, now);
    if (freeAt === undefined || freeAt > now + CLOCKS_MS || isNamed) return [recovery.jobId];
    count(world, 'cleaned past a released job');
    return [];
  });
}

/** Since when no real recovery has kept a deployment from cleaning up; undefined while one does. */
export function unheldSince(world: SeededWorld, deployment: Deployment, now: Instant): Instant | undefined {
  let since = 0;
  for (const recovery of recoveriesOf(world)) {
    const freeAt = now < recovery.endsAt ? freedAt(deployment, recovery, now) : recovery.endsAt + PAUSE_MS;
    if (freeAt === undefined || freeAt > now) return undefined;
    since = Math.max(since, freeAt);
  }
  return since;
}

/** All real recoveries so far. Reading the whole state is slow, so each is read once. */
export function recoveriesOf(world: SeededWorld): KnownRecovery[] {
  const { aws, recoveries } = world;
  const real = aws.history.launches.filter(({ isDrill }) => !isDrill);
  if (real.length > recoveries.size) {
    const jobs = aws.state().sites[`${SITE.accountId}/${SITE.region}`]?.jobs ?? {};
    for (const { jobId, sourceServerIds } of real) {
      const job = jobs[jobId];
      if (job === undefined) continue;
      const { createdAt, endsAt, log } = job;
      recoveries.set(jobId, { jobId, createdAt, endsAt, lines: log.map((line) => line.at), sourceServerIds });
    }
  }
  return [...recoveries.values()];
}

/** When the job was both released and silent for two hours; undefined while either is missing. */
function freedAt({ table }: Deployment, { jobId, createdAt, lines }: KnownRecovery, now: Instant): Instant | undefined {
  const releases = table.levers().flatMap(({ released }) => released?.[jobId] ?? []);
  const lastWord = Math.max(createdAt, ...lines.filter((at) => at <= now));
  const [release] = releases;
  return release === undefined ? undefined : Math.max(release.at, lastWord + SILENT_MS);
}

/** The minimum age at which the read before a termination must show a job: its lag, plus the calls in between. */
function blindMs(world: SeededWorld): number {
  const { faults, platform } = world.scenario;
  return (isTroubled(world) ? faults.describeLagSecondsMax * SECOND_MS : 0) + CALLS_BETWEEN * platform.latencyMsMax;
}

/** Ten network round trips: the response, a look at the site and at a job's log, and the termination. */
const CALLS_BETWEEN = 10;
/** The pause that the rule requires, stated here independently of the product. */
const PAUSE_MS = 15 * MINUTE_SECONDS * SECOND_MS;
const SILENT_MS = 120 * MINUTE_SECONDS * SECOND_MS;
/** The maximum difference between two clocks. */
const CLOCKS_MS = 10 * SECOND_MS;
