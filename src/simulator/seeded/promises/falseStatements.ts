import type { Drill, Instant, Launch, Server } from '../../../drill/drill.ts';
import type { Fact, JournalEntry } from '../../../drill/facts.ts';
import { volumesOf } from '../../aws/ec2/volumes.ts';
import type { Job, RecoveryEntry, Site } from '../../aws/state.ts';
import { isLeftBehind, unreportedReasons } from './unreportedReasons.ts';

/** What the record says about DRS and EC2 that did not happen. */
export function falseStatements(drill: Drill, entries: JournalEntry[], site: Site): string[] {
  return [
    ...entries.flatMap(({ facts }) => facts.flatMap((fact) => wronglyNeverExisted(drill, fact, site))),
    ...drill.launches.flatMap((launch, index) => falseOfLaunch(drill, launch, index, site)),
    ...Object.entries(drill.servers).flatMap(([id, server]) => falseOfServer(drill, id, server, site)),
    ...unreportedReasons(drill, site),
  ];
}

/** The record omits what only serves the search. The journal still shows that the drill expected no instance. */
function wronglyNeverExisted({ launches, servers }: Drill, fact: Fact, { jobs }: Site): string[] {
  if (fact.type !== 'ServerFailed' || !fact.neverExisted) return [];
  const { sourceServerId: id } = fact;
  const job = jobs[launches[servers[id]?.launch ?? -1]?.jobId ?? ''];
  const made = job?.servers.find((one) => one.sourceServerID === id)?.recoveryInstanceID ?? null;
  return when(made !== null, `${id} had ${made}, which should never have existed`);
}

function falseOfLaunch(drill: Drill, launch: Launch, index: number, site: Site): string[] {
  if (launch.jobId === undefined) return [];
  const job = site.jobs[launch.jobId];
  if (job === undefined) return [`job ${launch.jobId} does not exist`];
  return [
    ...when(!isOfLaunch(drill, job.tags['Launch'], launch, index), `job ${job.jobID} is of another launch`),
    ...when(differs(launch.createdAt, job.createdAt), `job ${job.jobID} was created at another time`),
    ...when(
      launch.state === 'COMPLETED' && differs(launch.endedAt, job.endsAt),
      `job ${job.jobID} ended at another time`,
    ),
    ...when(launch.state === 'VOID', `job ${job.jobID} is called void`),
  ];
}

/** After a restore, a job that the drill adopts may carry a launch number from the lost period. */
function isOfLaunch({ drillId, restored }: Drill, tag: string | undefined, launch: Launch, index: number): boolean {
  return restored === undefined
    ? tag === `${drillId}/${launch.wave}/${index}`
    : tag?.startsWith(`${drillId}/${launch.wave}/`) === true;
}

function falseOfServer(drill: Drill, id: string, server: Server, site: Site): string[] {
  const jobId = drill.launches[server.launch ?? -1]?.jobId;
  const job = jobId === undefined ? undefined : site.jobs[jobId];
  const part = job?.servers.find((one) => one.sourceServerID === id);
  const { instanceId, result, gone } = server;
  const entry = instanceId === undefined ? undefined : site.recoveryInstances[instanceId];
  const launched = part?.statuses.at(-1)?.[1] === 'LAUNCHED';
  const endedAt = job?.log.find((line) => line.event === 'LAUNCH_END' && line.data['sourceServerID'] === id)?.at;
  return [
    ...when(
      instanceId !== undefined && part?.recoveryInstanceID !== instanceId && !isOf(entry, id, jobId),
      `${instanceId} is not the instance of ${id}`,
    ),
    // DRS may set a server to FAILED after LAUNCH_END, because of a post-launch action.
    ...when(result === 'LAUNCHED' && !launched && endedAt === undefined, `${id} was not launched`),
    ...when(
      result === 'FAILED' &&
        launched &&
        !isLeftBehind(drill, server) &&
        drill.launches[server.launch ?? -1]?.lostAt === undefined,
      `${id} did not fail`,
    ),
    ...when(differs(server.launchedAt, endedAt), `${id} was launched at another time`),
    ...when(gone === 'NEVER_EXISTED' && (part?.recoveryInstanceID ?? null) !== null, `${id} had an instance`),
    ...when(gone === 'NEVER_EXISTED' && job !== undefined && leftVolumes(job, id, site), `${id} had left volumes`),
    ...when(server.verified !== undefined && instanceId === undefined, `${id} was verified without an instance`),
    ...when(isOf(entry, id, jobId) && differs(server.point?.at, entry?.pointInTime), `${id} came from another point`),
    ...falseOfEnd(id, server, site),
  ];
}

/** A later launch into the same instance takes over its entry. */
function isOf(entry: RecoveryEntry | undefined, id: string, jobId: string | undefined): boolean {
  return entry?.sourceServerID === id && entry.jobID === jobId;
}

/** Whether a volume of a server's launch outlived its job. */
function leftVolumes({ jobID, endsAt }: Job, id: string, { volumes }: Site): boolean {
  return Object.values(volumes).some(
    ({ deletedAt, tags }) =>
      tags['drs.amazonaws.com-job'] === jobID &&
      tags['drs.amazonaws.com-source-server'] === id &&
      (deletedAt ?? endsAt + 1) > endsAt,
  );
}

/** EC2 forgets an instance some time after its end, so this checks only what EC2 still lists. */
function falseOfEnd(id: string, { gone, instanceId, verified, verifiedAt }: Server, site: Site): string[] {
  const instance = instanceId === undefined ? undefined : site.instances[instanceId];
  if (instance === undefined) return [];
  const terminated = instance.states.some(([, state]) => state === 'terminated');
  const ran = instance.states.find(([, state]) => state === 'running')?.[0];
  // EC2 does not show the states from before a restart.
  const isRestarted = instance.attachedAt !== undefined;
  const checked = ran === undefined ? undefined : ran + instance.bootSeconds * 1000;
  return [
    ...when(
      gone !== undefined && gone !== 'ACKNOWLEDGED' && !terminated,
      `${id} is called ${gone}, and is not terminated`,
    ),
    ...when(
      gone === 'TERMINATED' && volumesOf(site, instance).some(({ deletedAt }) => deletedAt === null),
      `${id} is called gone, and has volumes`,
    ),
    ...when(
      verified === 'STATUS_CHECKS' &&
        !isRestarted &&
        (checked === undefined || checked > (verifiedAt ?? 0) + CLOCKS_MS),
      `${id} was verified before it worked`,
    ),
  ];
}

/** DRS writes microseconds; the record keeps milliseconds. */
function differs(recorded: Instant | undefined, said: Instant | undefined): boolean {
  return recorded !== undefined && (said === undefined || Math.abs(recorded - said) > 1);
}

/** The maximum difference between the clocks of two hosts. */
const CLOCKS_MS = 10_000;

/** The details of a violated promise. */
export function when(isViolated: boolean, detail: string): string[] {
  return isViolated ? [detail] : [];
}
