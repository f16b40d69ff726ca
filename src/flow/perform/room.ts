import type { Room } from '../../drill/drill.ts';
import { CallFailed } from '../errors.ts';
import type { Job } from '../ports.ts';

/**
 * What open launches take of DRS's quotas, undefined when none is open. Ours count as well: a drill that is quarantined, or that a restored
 * table does not know, holds no reservation while its job goes on. Terminations bear no tags, so nobody can tell whose they are; the quotas
 * that a deployment leaves alone have room for them.
 */
export function crowdOf(jobs: Job[], owner: string): (Room & { othersJobs: number }) | undefined {
  const open = jobs.filter((job) => job.status !== 'COMPLETED' && job.type !== 'TERMINATE');
  if (open.length === 0) return undefined;
  const othersJobs = open.filter((job) => job.tags['DrillOwner'] !== owner).length;
  return { jobs: open.length, servers: open.reduce((sum, job) => sum + job.servers.length, 0), othersJobs };
}

/** Refuses a launch for now, as DRS would by its own quotas, when with the jobs that are open it would take more than the site may. */
export function refuseCrowd(jobs: Job[], owner: string, servers: number, room: Room | undefined): void {
  const crowd = crowdOf(jobs, owner);
  if (crowd === undefined || room === undefined) return;
  if (crowd.jobs + 1 <= room.jobs && crowd.servers + servers <= room.servers) return;
  const open = `${counted(crowd.jobs, 'job')} with ${counted(crowd.servers, 'server')} ${crowd.jobs === 1 ? 'is' : 'are'} open here`;
  const allowed = `this deployment may launch beside them up to ${counted(room.jobs, 'job')} with ${counted(room.servers, 'server')}`;
  throw new CallFailed('QUOTA', `StartRecovery: ${open}, ${crowd.othersJobs} of others; ${allowed} in all`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
