import type { Instant } from '../../drill/drill.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import { readRecord } from '../pastDue.ts';
import type { Ec2Instance, Job, Ports } from '../ports.ts';
import { missingProof, type OwnJob } from './proofs.ts';

/** A job of ours with the servers that it launches; empty when no source names them. */
export interface OwnLaunch extends OwnJob {
  sourceServerIds: string[];
}

/** The jobs that a drill's record lists as its own; none without a readable record. DRS may have deleted them since. */
export async function recordedJobs(
  ports: Pick<Ports, 'drills' | 'log'>,
  drillId: string,
): Promise<Map<string, OwnLaunch>> {
  const read = await readRecord(ports, drillId);
  if (read.result !== 'FOUND') return new Map();
  const { launches, servers } = read.loaded.drill;
  const jobs = new Map<string, OwnLaunch>();
  launches.forEach(({ jobId, createdAt = null }, index) => {
    if (jobId === undefined) return;
    const sourceServerIds = Object.keys(servers).filter((id) => servers[id]?.launch === index);
    jobs.set(jobId, { jobId, drillId, isRecorded: true, createdAt, sourceServerIds });
  });
  return jobs;
}

/**
 * A drill's jobs since an instant: those that carry its tags, and those on its record. DRS may have deleted the latter.
 */
export async function ownLaunches(
  ports: Pick<Ports, 'drills' | 'log'>,
  drillId: string,
  jobs: Job[],
  since: Instant,
): Promise<OwnLaunch[]> {
  const tagged = new Map(jobs.map((job) => [job.jobId, taggedJob(job)]));
  const recorded = [...(await recordedJobs(ports, drillId)).values()];
  const recent = recorded.filter(({ jobId, createdAt }) => tagged.has(jobId) || (createdAt ?? since) >= since);
  return [...new Map([...tagged, ...recent.map((own) => [own.jobId, own] as const)]).values()];
}

/** The guard uses the same proofs as `perform`. Without a record, it reads the drill from the job's own tags. */
export async function provenOf(
  ports: Ports,
  living: RecoveryInstance[],
  ec2: ReadonlyMap<string, Ec2Instance>,
  byJob: Map<string, OwnLaunch>,
  recent: Job[],
): Promise<RecoveryInstance[]> {
  const owner = await ports.owner();
  const jobs = new Map(recent.map((job) => [job.jobId, job]));
  return living.filter((instance) => {
    const { instanceId, sourceServerId } = instance;
    const own = byJob.get(instance.jobId ?? '');
    if (own === undefined) return false;
    const looked = { instance, ec2: ec2.get(instanceId), sourceServerId, own, job: jobs.get(own.jobId), owner };
    const missing = missingProof(looked);
    if (missing !== null) ports.log.error('guard left an instance that is not proved ours', { instanceId, missing });
    return missing === null;
  });
}

/** A job that DRS shows with our tags. */
function taggedJob({ jobId, tags, createdAt, servers }: Job): OwnLaunch {
  const sourceServerIds = servers.map((server) => server.sourceServerId);
  return { jobId, drillId: tags['DrillId'] ?? '', isRecorded: false, createdAt, sourceServerIds };
}
