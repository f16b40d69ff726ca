import { counted } from '../../drill/counted.ts';
import type { Room } from '../../drill/drill.ts';
import { CallFailed } from '../errors.ts';
import type { Job } from '../ports.ts';

/**
 * What open launches use of DRS's quotas; undefined when none is open. Our own launches count as well: a drill that is
 * quarantined, or that a restored table does not know, has no reservation while its job runs. Terminations have no
 * tags, so their owner is unknown. The part of the quotas that the deployment leaves free covers them.
 */
export function crowdOf(jobs: Job[], owner: string): (Room & { othersJobs: number }) | undefined {
  const open = jobs.filter((job) => job.status !== 'COMPLETED' && job.type !== 'TERMINATE');
  if (open.length === 0) return undefined;
  const othersJobs = open.filter((job) => job.tags['DrillOwner'] !== owner).length;
  return { jobs: open.length, servers: open.reduce((sum, job) => sum + job.servers.length, 0), othersJobs };
}

/**
 * Refuses a launch for now, as DRS would by its own quotas, when the open jobs and this launch exceed the site's
 * limits.
 */
export function refuseCrowd(jobs: Job[], owner: string, servers: number, room: Room | undefined): void {
  const crowd = crowdOf(jobs, owner);
  if (crowd === undefined || room === undefined) return;
  if (crowd.jobs + 1 <= room.jobs && crowd.servers + servers <= room.servers) return;
  const found = `${counted(crowd.jobs, 'job')} with ${counted(crowd.servers, 'server')}`;
  const open = `${found} ${crowd.jobs === 1 ? 'is' : 'are'} open here`;
  const limits = `${counted(room.jobs, 'job')} with ${counted(room.servers, 'server')}`;
  const allowed = `this deployment may launch up to ${limits} alongside them`;
  throw new CallFailed('QUOTA', `StartRecovery: ${open}, ${crowd.othersJobs} of third parties; ${allowed} in all`);
}
