import type { Site } from '../drill/drill.ts';
import type { ServerToTerminate } from '../drill/effects.ts';
import type { Answer, RecoveryInstance } from '../drill/inputs.ts';
import { isLive } from './inspect.ts';
import { refuseByLever } from './lever.ts';
import type { Job, Ports } from './ports.ts';
import { isHeldBack, recoveriesNow } from './recoveries.ts';

/**
 * Terminates those instances that are provably this drill's own; tells which were accepted and which proof the others lack. While a
 * real recovery goes on it terminates nothing, and of servers that a released one names nothing ever.
 */
export async function terminateProven(
  ports: Ports,
  site: Site,
  drillId: string,
  servers: ServerToTerminate[],
): Promise<Answer> {
  const { found, proven, gone, unproven } = await sortByProof(ports, site, drillId, servers);
  const told = { type: 'TerminationAccepted' as const, found, unproven };
  if (proven.length === 0) return { ...told, jobId: null, accepted: gone };
  await refuseByLever(ports, site, 'terminate');
  const recoveries = await recoveriesNow(ports, site);
  const ready = proven.filter((server) => !isHeldBack(recoveries, server.sourceServerId));
  if (ready.length === 0) return { type: 'TerminationPostponed', recoveries };
  const instanceIds = ready.map((server) => server.instanceId);
  const { jobId } = await ports.drs.terminateProvenInstances(site, instanceIds);
  const accepted = [...gone, ...ready.map((server) => server.sourceServerId)];
  return { ...told, jobId, accepted, ...(recoveries.length === 0 ? {} : { recoveries }) };
}

/** Those that may be terminated, that are gone already, and that must not be touched; the rest DRS does not list yet. */
async function sortByProof(ports: Ports, site: Site, drillId: string, servers: ServerToTerminate[]) {
  const owner = await ports.owner();
  const instanceIds = servers.map((server) => server.instanceId);
  const found = await ports.drs.recoveryInstances(site, { instanceIds });
  const jobIds = [...new Set(found.flatMap((instance) => instance.jobId ?? []))];
  const jobs = new Map((await ports.drs.jobs(site, { jobIds })).map((job) => [job.jobId, job]));
  const unlisted = instanceIds.filter((id) => !found.some((instance) => instance.instanceId === id));
  const known = await ports.ec2.instances(site, { instanceIds: unlisted });
  const living = new Set(known.filter((instance) => instance.state !== 'terminated').map((one) => one.instanceId));
  const proven: ServerToTerminate[] = [];
  const gone: string[] = [];
  const unproven: { sourceServerId: string; missing: string }[] = [];
  for (const server of servers) {
    const instance = found.find((one) => one.instanceId === server.instanceId);
    if (instance === undefined) {
      if (!living.has(server.instanceId)) gone.push(server.sourceServerId);
      continue;
    }
    const missing = missingProof(instance, server, jobs.get(instance.jobId ?? ''), owner, drillId);
    if (missing !== null) unproven.push({ sourceServerId: server.sourceServerId, missing });
    else if (isLive(instance)) proven.push(server);
    else gone.push(server.sourceServerId);
  }
  return { found, proven, gone, unproven };
}

/** The first of the proofs that is missing, in words; null when the instance is this deployment's own drill instance. */
export function missingProof(
  instance: RecoveryInstance,
  recorded: { sourceServerId: string; jobId: string },
  job: Job | undefined,
  owner: string,
  drillId: string,
): string | null {
  if (instance.sourceServerId !== recorded.sourceServerId || instance.jobId !== recorded.jobId) {
    return `DRS says that job ${instance.jobId} made it of ${instance.sourceServerId}; the record says otherwise`;
  }
  if (!instance.isDrill) return 'DRS does not call it a drill instance';
  if (job === undefined) return 'the job that made it cannot be read';
  if (job.initiatedBy !== 'START_DRILL') return `the job that made it was initiated by ${job.initiatedBy}`;
  if (job.tags['DrillOwner'] !== owner || job.tags['DrillId'] !== drillId)
    return 'the job that made it does not carry our owner tag';
  return null;
}
