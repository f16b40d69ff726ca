import type { Instant } from '../../drill/drill.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import type { Ec2Instance, Job } from '../ports.ts';

/** A job that should be ours, and what a drill's record knows of it. */
export interface OwnJob {
  jobId: string;
  drillId: string;
  /** The record keeps the id as StartRecovery answered it, or as it was found again by its launch's own tags. */
  isRecorded: boolean;
  /** When DRS says that it was created; null when nobody has heard it. */
  createdAt: Instant | null;
}

/** What was looked at before an instance may be touched. */
export interface Looked {
  instance: RecoveryInstance;
  /** The instance as EC2 describes it; undefined when EC2 does not show it. */
  ec2: Ec2Instance | undefined;
  /** The server and the job that the instance should be of; undefined when there is no such job. */
  sourceServerId: string;
  own: OwnJob;
  /** That job as DRS describes it; undefined when it does not (any more). */
  job: Job | undefined;
  /** This deployment's id. */
  owner: string;
}

/** The first of the proofs that is missing, in words; null when the instance is this deployment's own drill instance. What was not told proves nothing. */
export function missingProof(looked: Looked): string | null {
  const { own, job, owner, ec2 } = looked;
  return (
    missingOfInstance(looked) ??
    (own.isRecorded ? null : missingOfJob(job, owner, own.drillId)) ??
    missingOfMaking(ec2, own.createdAt ?? job?.createdAt ?? null)
  );
}

/** Of the instance: of that server, by that job, as a drill. */
function missingOfInstance({ instance, sourceServerId, own }: Looked): string | null {
  if (instance.sourceServerId !== sourceServerId || instance.jobId !== own.jobId) {
    return `DRS says that job ${instance.jobId} made it of ${instance.sourceServerId}; the record says otherwise`;
  }
  return instance.isDrill ? null : 'DRS does not call it a drill instance';
}

/** Of a job that no record keeps: started as a drill, by us, for this drill. */
function missingOfJob(job: Job | undefined, owner: string, drillId: string): string | null {
  if (job === undefined) return 'the job that made it cannot be read';
  if (job.initiatedBy !== 'START_DRILL') return `the job that made it was initiated by ${job.initiatedBy}`;
  if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)
    return 'the job that made it does not carry our owner tag';
  return null;
}

/**
 * That the job made it, and did not launch into it: a launch into an existing instance starts that one, which is older than the job. Its
 * LaunchTime says nothing, for it is the last start; its primary network interface was attached when it was made (EC2 API reference).
 */
export function missingOfMaking(ec2: Ec2Instance | undefined, createdAt: Instant | null): string | null {
  if (ec2?.attachedAt == null) return 'EC2 does not say when its network interface was attached';
  if (createdAt === null) return 'DRS does not say when the job that should have made it was created';
  return ec2.attachedAt > createdAt ? null : 'it is older than the job that should have made it';
}
