import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import { releaseJob } from '../../flow/release.ts';
import { AwsFault } from '../aws/contract.ts';
import { recoveriesOf } from './promises/watchRecoveries.ts';
import { invoke } from './seededInvoke.ts';
import { count, type Deployment, type SeededWorld, SITE } from './seededState.ts';
import type { RecoveryWave } from './thirdPartyActions.ts';

/** An operator runs a real recovery in waves. A wave that DRS refuses is retried until it is accepted. */
export function recoverInWaves(world: SeededWorld, waves: readonly RecoveryWave[], tries = 1): boolean {
  const [wave, ...later] = waves;
  if (wave === undefined) return false;
  const next = (at: number, left: readonly RecoveryWave[], again: number) =>
    world.tasks.at(at, () => void recoverInWaves(world, left, again));
  const now = world.tasks.now();
  const sourceServerIds = wave.servers.flatMap((index) => world.servers[index] ?? []);
  const jobId = start(world, sourceServerIds, wave.silentSeconds);
  if (jobId === undefined && tries < TRIES_MAX) next(now + MINUTE_SECONDS * SECOND_MS, waves, tries + 1);
  if (jobId === undefined) return false;
  const { endsAt } = recoveriesOf(world).find((one) => one.jobId === jobId) ?? { endsAt: now };
  const { releasedAfterSeconds: released } = wave;
  if (released !== null) for (const one of world.deployments) release(world, one, jobId, now + released * SECOND_MS);
  next((wave.silentSeconds > 0 ? now : endsAt) + (later[0]?.afterSeconds ?? 0) * SECOND_MS, later, 1);
  return true;
}

const TRIES_MAX = 30;

function start(world: SeededWorld, sourceServerIds: string[], silentSeconds: number): string | undefined {
  if (sourceServerIds.length === 0) return undefined;
  try {
    const jobId = world.aws.startRealRecovery(SITE, sourceServerIds, silentSeconds);
    world.thirdPartyJobs.add(jobId);
    count(world, silentSeconds > 0 ? 'a wave of a real recovery that hangs' : 'a wave of a real recovery');
    world.trace.push(`${world.tasks.now()} a real wave of ${sourceServerIds.join(' ')} is ${jobId}`);
    return jobId;
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    count(world, 'a wave of a real recovery was refused');
    world.trace.push(`${world.tasks.now()} a real wave was refused: ${error.type}`);
    return undefined;
  }
}

/** An operator sees that the job hangs, and releases it. */
function release(world: SeededWorld, deployment: Deployment, jobId: string, at: number): void {
  invoke(world, deployment, at, {
    name: `release ${jobId}`,
    timeoutSeconds: 20,
    againSeconds: 20,
    triesMax: 5,
    otherwise: 'GIVEN_UP',
    work: async (ports) => {
      await releaseJob(ports, SITE, jobId, { by: 'operator', reason: 'it hangs', at: ports.clock.now() });
    },
  });
}
