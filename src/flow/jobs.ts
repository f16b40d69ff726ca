import type { Job } from './ports.ts';

/** A job that names no server, or not all; seen of finished jobs. Its log still does. */
export function isSilent(job: Job): boolean {
  return job.servers.length === 0 || job.hidesServers === true;
}

/** A job of which DRS does not tell who began it, or its tags: it may be anybody's. */
export function isUnreported(job: Job): boolean {
  return job.initiatedBy === null || job.hidesTags === true;
}

/** A job that launches for real; this product starts none. One of others that does not tell who initiated it may be one. */
export function isRealRecovery(job: Job, owner: string): boolean {
  if (job.initiatedBy !== null && job.initiatedBy !== '') return job.initiatedBy === 'START_RECOVERY';
  return job.type !== 'TERMINATE' && job.tags['DrillOwner'] !== owner;
}
