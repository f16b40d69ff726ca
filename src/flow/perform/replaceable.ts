import type { Site } from '../../drill/drill.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import type { Ports } from '../ports.ts';
import { missingOfMaking } from './proofs.ts';

/** A live drill instance that a launch must not delete, with the missing proof as a sentence. */
export interface NotMade {
  instanceId: string;
  sourceServerId: string;
  missing: string;
}

/**
 * Checks the live drill instances that a waiver lets a launch replace. Returns those without proof that their own job
 * made them. After a drill was launched into an existing machine of the account, DRS lists that machine as a drill
 * instance too (DRS API model: launchIntoEC2InstanceID).
 */
export async function notMadeAmong(
  ports: Pick<Ports, 'drs' | 'ec2'>,
  site: Site,
  waived: RecoveryInstance[],
): Promise<NotMade[]> {
  if (waived.length === 0) return [];
  const [seen, jobs] = await Promise.all([
    ports.ec2.instances(site, { instanceIds: waived.map(({ instanceId }) => instanceId) }),
    ports.drs.jobs(site, { jobIds: [...new Set(waived.flatMap(({ jobId }) => jobId || []))] }),
  ]);
  return waived.flatMap(({ instanceId, sourceServerId, jobId }) => {
    const ec2 = seen.find((one) => one.instanceId === instanceId);
    const missing = missingOfMaking(ec2, jobs.find((job) => job.jobId === jobId)?.createdAt ?? null);
    return missing === null ? [] : [{ instanceId, sourceServerId, missing }];
  });
}
