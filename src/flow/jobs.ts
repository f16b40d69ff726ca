import type { Job } from './ports.ts';

/** A job that names no servers, or not all of them, as observed of finished jobs. Its log still names them. */
export function isSilent(job: Job): boolean {
  return job.servers.length === 0 || job.hidesServers === true;
}

/** A job without an initiator or tags in DRS's answer: it may be a third party's. */
export function isUnreported(job: Job): boolean {
  return job.initiatedBy === null || job.hidesTags === true;
}

/**
 * A job that launches a real recovery; this product starts none. A third party's job without an initiator may be one.
 */
export function isRealRecovery(job: Job, owner: string): boolean {
  if (job.initiatedBy !== null && job.initiatedBy !== '') return job.initiatedBy === 'START_RECOVERY';
  return job.type !== 'TERMINATE' && job.tags['DrillOwner'] !== owner;
}
