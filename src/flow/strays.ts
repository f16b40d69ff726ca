import type { Site } from '../drill/drill.ts';
import type { RecoveryInstance } from '../drill/inputs.ts';
import { inTurns } from './inTurns.ts';
import { orRefusal } from './perform/refusal.ts';
import type { Ec2Instance, Job, Ports, SourceServer } from './ports.ts';
import { CallFailed } from './wrong.ts';

type Stray = Pick<Ec2Instance, 'instanceId' | 'state'>;

/**
 * Instances that run in EC2 by a server's tags and that DRS lists as no drill's: whoever has failed over, left DRS and stayed has production there,
 * and a launch would delete it. One that tells no server counts for each that was asked about.
 */
export function straysOf(sourceServerId: string, tagged: Ec2Instance[], listed: RecoveryInstance[]): Stray[] {
  const drills = new Set(listed.flatMap(({ instanceId, isDrill }) => (isDrill ? [instanceId] : [])));
  return tagged
    .filter((instance) => instance.sourceServerId === null || instance.sourceServerId === sourceServerId)
    .filter(({ instanceId, state }) => state !== 'terminated' && !drills.has(instanceId));
}

/** What became of a server's last real recovery: its instance as EC2 has it, UNSEEN when nothing tells of it, or DRS's refusal; nothing when it is over. */
export type Recovered = Stray | 'UNSEEN' | CallFailed;

/** Of the servers that were last launched for real, those whose instance is not known to be terminated. */
export async function lastRecoveries(
  ports: Pick<Ports, 'drs' | 'ec2'>,
  site: Site,
  servers: SourceServer[],
  listed: RecoveryInstance[],
): Promise<Map<string, Recovered>> {
  const recovered = servers.filter(({ lastLaunch: { type } }) => type !== null && type !== 'DRILL');
  const jobIds = recovered.flatMap(({ lastLaunch: { jobId } }) => jobId ?? []);
  const jobs = new Map((await ports.drs.jobs(site, { jobIds })).map((job) => [job.jobId, job]));
  const ids = await inTurns(recovered, async (server) => {
    const job = jobs.get(server.lastLaunch.jobId ?? '');
    return listedId(server, listed) ?? (job === undefined ? null : orRefusal(launchedId(ports, site, server, job)));
  });
  const instanceIds = ids.flatMap((id) => (typeof id === 'string' ? id : []));
  const known = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  return new Map(
    recovered.flatMap(({ sourceServerId }, index): [string, Recovered][] => {
      const id = ids[index] ?? '';
      if (typeof id !== 'string') return [[sourceServerId, id]];
      const instance = known.get(id);
      return instance?.state === 'terminated' ? [] : [[sourceServerId, instance ?? 'UNSEEN']];
    }),
  );
}

function listedId({ sourceServerId }: SourceServer, listed: RecoveryInstance[]): string | undefined {
  return listed.find((one) => one.sourceServerId === sourceServerId && !one.isDrill)?.instanceId;
}

/** The instance as its job or the job's log names it; a launch that has not failed has one, so then there is no answer without it. */
async function launchedId(
  ports: Pick<Ports, 'drs' | 'ec2'>,
  site: Site,
  { sourceServerId }: SourceServer,
  job: Job,
): Promise<string | null> {
  const part = job.servers.find((server) => server.sourceServerId === sourceServerId);
  if (part?.instanceId) return part.instanceId;
  const log = await ports.drs.jobLog(site, job.jobId);
  const own = log.filter((item) => item.sourceServerId === sourceServerId);
  const named = own.findLast(({ instanceId }) => instanceId !== null)?.instanceId;
  if (named) return named;
  const hasLaunched = part?.launchStatus === 'LAUNCHED' || own.some(({ event }) => event === 'LAUNCH_END');
  if (hasLaunched)
    throw new CallFailed('UNAVAILABLE', `DRS does not name the instance that ${job.jobId} made of ${sourceServerId}`);
  return null;
}
