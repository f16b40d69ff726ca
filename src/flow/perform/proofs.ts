import type { Instant } from '../../drill/drill.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import type { Ec2Instance, Job } from '../ports.ts';

/** A job that should be ours, and what a drill's record knows of it. */
export interface OwnJob {
  jobId: string;
  drillId: string;
  /** The record has the id from StartRecovery's answer, or found the job by its launch's own tags. */
  isRecorded: boolean;
  /** When DRS says that it was created; null when no answer has reported it. */
  createdAt: Instant | null;
}

/** What is read before an instance may be touched. */
export interface Looked {
  instance: RecoveryInstance;
  /** The instance as EC2 describes it; undefined when EC2 does not show it. */
  ec2: Ec2Instance | undefined;
  /** The server and the job that the instance should belong to; undefined when there is no such job. */
  sourceServerId: string;
  own: OwnJob;
  /** That job as DRS describes it; undefined when it does not (any more). */
  job: Job | undefined;
  /** This deployment's id. */
  owner: string;
}

/**
 * The first missing proof, as a sentence; null when the instance is this deployment's own drill instance. An unreported
 * value proves nothing.
 */
export function missingProof(looked: Looked): string | null {
  const { own, job, owner, ec2 } = looked;
  return (
    missingOfInstance(looked) ??
    (own.isRecorded ? null : missingOfJob(job, owner, own.drillId)) ??
    missingOfMaking(ec2, own.createdAt ?? job?.createdAt ?? null)
  );
}

/** About the instance: of that server, by that job, as a drill. */
function missingOfInstance({ instance, sourceServerId, own }: Looked): string | null {
  if (instance.sourceServerId !== sourceServerId || instance.jobId !== own.jobId) {
    return `DRS says that job ${instance.jobId} launched it from ${instance.sourceServerId}; the record says otherwise`;
  }
  return instance.isDrill ? null : 'DRS does not list it as a drill instance';
}

/** About a job that is on no record: started as a drill, by us, for this drill. */
function missingOfJob(job: Job | undefined, owner: string, drillId: string): string | null {
  if (job === undefined) return 'the job that made it cannot be read';
  if (job.initiatedBy !== 'START_DRILL') return `the job that made it was initiated by ${job.initiatedBy}`;
  if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)
    return 'the job that made it does not have this deployment’s owner tag';
  return null;
}

/**
 * The job made the instance, and did not launch into it. A launch into an existing instance starts an instance that is
 * older than the job. LaunchTime proves nothing, because it is the time of the last start. The primary network
 * interface was attached when the instance was made (EC2 API reference).
 */
export function missingOfMaking(ec2: Ec2Instance | undefined, createdAt: Instant | null): string | null {
  if (ec2?.attachedAt == null) return 'EC2 does not report when its network interface was attached';
  if (createdAt === null) return 'DRS does not report when the job that should have made it was created';
  return ec2.attachedAt > createdAt ? null : 'it is older than the job that should have made it';
}
