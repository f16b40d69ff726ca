import type { Site } from '../drill/drill.ts';
import { type Release, withRelease } from '../drill/site.ts';
import { changeSiteRecord } from './lever.ts';
import type { Ports } from './ports.ts';

/**
 * A person says that a real recovery's job hangs and no longer holds up our cleaning. Whoever terminates believes it only when the job
 * has been silent for SILENCE_SECONDS. Answers with the release that stands: the first one.
 */
export async function releaseJob(
  ports: Pick<Ports, 'sites' | 'ids' | 'clock' | 'log'>,
  site: Site,
  jobId: string,
  release: Release,
): Promise<Release> {
  const record = await changeSiteRecord(ports, site, (before) => withRelease(before, jobId, release));
  const standing = record.released?.[jobId] ?? release;
  ports.log.info('real recovery released', { ...site, jobId, ...standing });
  return standing;
}
