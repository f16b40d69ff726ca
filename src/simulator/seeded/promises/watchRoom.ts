import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';
import { type Deployment, type SeededWorld, siteStateOf } from '../seededState.ts';

/** A launch leaves the required room in the quotas, counting every third-party job that the deployment could see. */
export function watchRoom(
  world: SeededWorld,
  { owner, records }: Deployment,
  launch: OtherWorld['history']['launches'][number],
): void {
  const limits = records.get(launch.tags['DrillId'] ?? '')?.limits;
  if (limits === undefined) return;
  const seen = Object.values(siteStateOf(world).jobs).filter(
    (job) =>
      job.type === 'LAUNCH' && job.createdAt < launch.at - SEEN_MS && job.endsAt > launch.at && job.deleted !== true,
  );
  if (!seen.some((job) => job.tags['DrillOwner'] !== owner)) return;
  const jobs = seen.length + 1;
  const servers = seen.reduce((sum, job) => sum + job.servers.length, launch.sourceServerIds.length);
  if (jobs > limits.jobsMax || servers > limits.serversInJobsMax)
    world.violations.add(
      `third parties’ jobs count against the quotas (${launch.tags['Launch']}: ${jobs} jobs, ${servers} servers)`,
    );
}

/** A look may be a minute old, its response may lag, and the function may call late. */
const SEEN_MS = 3 * MINUTE_SECONDS * SECOND_MS;
