import type { Site } from '../drill/drill.ts';
import { type Release, withRelease } from '../drill/lever.ts';
import { changeLever } from './leverInForce.ts';
import type { Ports } from './ports.ts';

/**
 * A person declares that a real recovery's job hangs and no longer holds up our cleaning. A termination believes it
 * only after SILENCE_SECONDS without a new line in the job's log. Returns the release in force: the first one.
 */
export async function releaseJob(
  ports: Pick<Ports, 'levers' | 'ids' | 'clock' | 'log'>,
  site: Site,
  jobId: string,
  release: Release,
): Promise<Release> {
  const record = await changeLever(ports, site, release.by, (before) => withRelease(before, jobId, release));
  const standing = record.released?.[jobId] ?? release;
  ports.log.info('real recovery released', { ...site, jobId, ...standing });
  return standing;
}
