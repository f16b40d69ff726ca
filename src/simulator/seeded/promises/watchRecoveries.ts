import { DAY_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { count, type Deployment, isTroubled, type KnownRecovery, type SeededWorld, SITE } from '../seededState.ts';

/**
 * A termination is asked for: no real recovery that the deployment could know of may be going on, for DRS would refuse the operator's
 * next wave. One that was begun a moment ago cannot be known: an answer may lag, and between the question and the call lies time.
 */
export function watchTermination(world: SeededWorld, deployment: Deployment, sourceServerIds: string[]): void {
  const now = world.tasks.now();
  for (const recovery of recoveriesOf(world)) {
    if (now < recovery.createdAt + blindMs(world) || now > recovery.createdAt + DAY_SECONDS * SECOND_MS) continue;
    if (now >= recovery.endsAt + PAUSE_MS - CLOCKS_MS) continue;
    const isNamed = sourceServerIds.some((id) => recovery.sourceServerIds.includes(id));
    const freeAt = freedAt(deployment, recovery, now);
    if (freeAt !== undefined && freeAt <= now + CLOCKS_MS && !isNamed) count(world, 'cleaned past a released job');
    else world.violations.add(`a real recovery is never held up by our cleaning (${recovery.jobId})`);
  }
}

/** Since when no real recovery keeps a deployment from cleaning; undefined while one does. */
export function unheldSince(world: SeededWorld, deployment: Deployment, now: Instant): Instant | undefined {
  let since = 0;
  for (const recovery of recoveriesOf(world)) {
    const freeAt = now < recovery.endsAt ? freedAt(deployment, recovery, now) : recovery.endsAt + PAUSE_MS;
    if (freeAt === undefined || freeAt > now) return undefined;
    since = Math.max(since, freeAt);
  }
  return since;
}

/** All real recoveries that anybody has started so far. To read the whole world is slow, so each is read once. */
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

/** When a person's word and two hours of silence had come together; undefined while either is missing. */
function freedAt({ table }: Deployment, { jobId, createdAt, lines }: KnownRecovery, now: Instant): Instant | undefined {
  const releases = table.levers().flatMap(({ released }) => released?.[jobId] ?? []);
  const lastWord = Math.max(createdAt, ...lines.filter((at) => at <= now));
  const [release] = releases;
  return release === undefined ? undefined : Math.max(release.at, lastWord + SILENT_MS);
}

/** How old a job may be that the question before the termination did not show: its lag, and the calls that lie between. */
function blindMs(world: SeededWorld): number {
  const { faults, platform } = world.scenario;
  return (isTroubled(world) ? faults.describeLagSecondsMax * SECOND_MS : 0) + CALLS_BETWEEN * platform.latencyMsMax;
}

/** Ten passages through the network: the answer's, a look at the site and at a job's log, and the termination's. */
const CALLS_BETWEEN = 10;
/** What the rule says, in the world's own words. */
const PAUSE_MS = 15 * MINUTE_SECONDS * SECOND_MS;
const SILENT_MS = 120 * MINUTE_SECONDS * SECOND_MS;
/** What two clocks may differ. */
const CLOCKS_MS = 10 * SECOND_MS;
