import type { Site } from '../../drill/drill.ts';
import type { ServerToTerminate } from '../../drill/effects.ts';
import type { Answer, StateSeen } from '../../drill/inputs.ts';
import { CallFailed } from '../errors.ts';
import { refuseByLever } from '../leverInForce.ts';
import type { Job, Ports } from '../ports.ts';
import { newlyAttached } from './attached.ts';
import { isLive } from './inspect.ts';
import { isHeldBack, recoveriesNow } from './lookAtRecoveries.ts';
import { recordedJobs } from './ownLaunches.ts';
import { missingProof, type OwnJob } from './proofs.ts';
import { stateOf } from './stateOf.ts';

/**
 * Terminates the instances that are provably this drill's own. Reports the accepted ones and the missing proof of each
 * other one. Reports the state of all of them before the call too, because that cannot be read later. While a real
 * recovery runs, it terminates nothing. It never terminates instances of servers in a released recovery.
 */
export async function terminateProven(
  ports: Ports,
  site: Site,
  drillId: string,
  servers: ServerToTerminate[],
): Promise<Answer> {
  const sorted = await sortByProof(ports, site, drillId, servers);
  const seen = servers.map((server) => standing(server, sorted));
  try {
    return { ...(await terminateSorted(ports, site, sorted)), seen };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { kind, message, retryAfterSeconds } = error;
    throw new CallFailed(kind, message, { retryAfterSeconds, seen, cause: error });
  }
}

type Sorted = Awaited<ReturnType<typeof sortByProof>>;

async function terminateSorted(ports: Ports, site: Site, sorted: Sorted) {
  const { found, proven, gone, unproven, ec2, recorded } = sorted;
  const attached = await newlyAttached(ports, site, proven, ec2);
  const input = { type: 'TerminationAccepted' as const, found, unproven, ...(attached.length > 0 && { attached }) };
  if (proven.length === 0) return { ...input, jobId: null, accepted: gone };
  await refuseByLever(ports, site, 'terminate');
  const recoveries = await recoveriesNow(ports, site, new Set(recorded.keys()));
  const ready = proven.filter((server) => !isHeldBack(recoveries, server.sourceServerId));
  if (ready.length === 0) return { type: 'TerminationPostponed' as const, recoveries };
  const instanceIds = ready.map((server) => server.instanceId);
  const { jobId } = await ports.drs.terminateProvenInstances(site, instanceIds);
  const accepted = [...gone, ...ready.map((server) => server.sourceServerId)];
  return { ...input, jobId, accepted, ...(recoveries.length === 0 ? {} : { recoveries }) };
}

/** When DRS leaves a member of an entry out, the entry counts as the same one. */
function standing({ sourceServerId, instanceId, jobId }: ServerToTerminate, { found, ec2 }: Sorted): StateSeen {
  const listed = found.find((instance) => instance.instanceId === instanceId);
  const seen = ec2.get(instanceId);
  if (seen === undefined) {
    if (listed !== undefined && isLive(listed)) return { sourceServerId, state: null };
    return { sourceServerId, state: listed?.state === 'TERMINATED' ? 'terminated' : 'gone' };
  }
  const isOurs =
    listed !== undefined &&
    (listed.sourceServerId || sourceServerId) === sourceServerId &&
    (listed.jobId ?? jobId) === jobId;
  return { sourceServerId, ...stateOf(seen), ...(isOurs ? {} : { isUnlisted: true }) };
}

/**
 * Instances that are provably this drill's and may be touched, that are gone already, and that must not be touched. DRS
 * does not list the rest yet.
 */
export async function sortByProof(ports: Ports, site: Site, drillId: string, servers: ServerToTerminate[]) {
  const owner = await ports.owner();
  const instanceIds = servers.map((server) => server.instanceId);
  const found = await ports.drs.recoveryInstances(site, { instanceIds });
  const listed = new Map(found.map((instance) => [instance.instanceId, instance]));
  const ec2 = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  const recorded = await recordedJobs(ports, drillId);
  const jobs = await unrecordedJobs(ports, site, servers, recorded);
  const proven: ServerToTerminate[] = [];
  const gone: string[] = [];
  const unproven: { sourceServerId: string; missing: string }[] = [];
  for (const { sourceServerId, instanceId, jobId } of servers) {
    const instance = listed.get(instanceId);
    const seen = ec2.get(instanceId);
    const isTerminated = seen === undefined ? instance?.state === 'TERMINATED' : seen.state === 'terminated';
    if (isTerminated) {
      gone.push(sourceServerId);
    } else if (seen === undefined && (instance === undefined || !isLive(instance))) {
      // Both answers are eventually consistent: only looks at different times prove that it is gone.
      unproven.push({ sourceServerId, missing: 'neither DRS nor EC2 lists it' });
    } else if (instance !== undefined) {
      const own = recorded.get(jobId) ?? { jobId, drillId, isRecorded: false, createdAt: null };
      const missing = missingProof({ instance, ec2: seen, sourceServerId, own, job: jobs.get(jobId), owner });
      if (missing === null) proven.push({ sourceServerId, instanceId, jobId });
      else unproven.push({ sourceServerId, missing });
    }
  }
  return { found, proven, gone, unproven, ec2, recorded };
}

/** What DRS reports of the jobs that are not on record, or are there without their creation time. */
async function unrecordedJobs(
  ports: Ports,
  site: Site,
  servers: ServerToTerminate[],
  recorded: Map<string, OwnJob>,
): Promise<Map<string, Job>> {
  const ids = new Set(servers.map((server) => server.jobId));
  const jobIds = [...ids].filter((id) => (recorded.get(id)?.createdAt ?? null) === null);
  return new Map((await ports.drs.jobs(site, { jobIds })).map((job) => [job.jobId, job]));
}
