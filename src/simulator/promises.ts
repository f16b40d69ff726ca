import { isDeepStrictEqual } from 'node:util';
import type { Drill, Instant, Launch, Server } from '../drill/drill.ts';
import { fold } from '../drill/evolve.ts';
import { brokenInvariants } from '../drill/invariants.ts';
import { callsBeyondBound } from './boundOfCalls.ts';
import { volumesOf } from './ec2Volumes.ts';
import type { OtherWorld } from './otherWorld.ts';
import { untoldReasons } from './saidReasons.ts';
import { OWNER } from './seededState.ts';
import type { Site, WorldState } from './state.ts';
import type { MemoryTable } from './table.ts';

/** The product's promises, asked of the world itself: the sentences that do not hold. `atEnd` also asks what must have ended. */
export function checkPromises(
  table: MemoryTable,
  aws: OtherWorld,
  atEnd: boolean,
  owner = OWNER,
  setAside: ReadonlySet<string> = new Set(),
  state: WorldState | undefined = atEnd ? aws.state() : undefined,
): string[] {
  if (!atEnd) return leftBehind(table, aws);
  const site = Object.values(state?.sites ?? {})[0];
  const drills = table.drills();
  return [
    ...leftRunning(aws, owner),
    ...quotasExceeded(site, owner, drills[0]),
    ...drills.flatMap((drill) =>
      PROMISES.flatMap(([sentence, broken]) =>
        broken({ drill, table, aws, site, isSetAside: setAside.has(drill.drillId) }).map(
          (detail) => `${sentence} (${drill.drillId}: ${detail})`,
        ),
      ),
    ),
  ];
}

interface View {
  drill: Drill;
  table: MemoryTable;
  aws: OtherWorld;
  site: Site | undefined;
  isSetAside: boolean;
}

/** What must hold of every drill in the end: the sentence, and where it does not. */
const PROMISES: readonly (readonly [sentence: string, broken: (view: View) => string[]])[] = [
  [
    'every accepted drill ends',
    ({ drill, isSetAside }) => when(drill.phase !== 'ENDED' && !isSetAside, `${drill.phase}, ${drill.cleanup}`),
  ],
  ['every invariant holds', ({ drill }) => brokenInvariants(drill)],
  [
    'nothing is PASSED that is not CLEAN',
    ({ drill }) => when(drill.outcome === 'PASSED' && drill.cleanup !== 'CLEAN', drill.cleanup),
  ],
  ['the record is the fold of its journal', isNoFold],
  ['an ended drill leaves no act taken', takenActs],
  ['what the record says was said by the world', ({ drill, site }) => (site === undefined ? [] : unsaid(drill, site))],
  ['no job is lost from the record', ({ drill, aws, isSetAside }) => (isSetAside ? [] : lostJobs(drill, aws))],
  ['calls stay within their bound', ({ drill, aws, isSetAside }) => callsBeyondBound(drill, aws, isSetAside)],
];

/** While drills run: an ended one has left nothing behind. */
function leftBehind(table: MemoryTable, aws: OtherWorld): string[] {
  const ended = new Set(table.drills().flatMap(({ drillId, phase }) => (phase === 'ENDED' ? [drillId] : [])));
  return aws
    .liveInstances()
    .filter(
      ({ isDrill, state, jobTags }) => isDrill && state !== 'shutting-down' && ended.has(jobTags['DrillId'] ?? ''),
    )
    .map(({ instanceId }) => `nothing is CLEAN that still runs (${instanceId})`);
}

function leftRunning(aws: OtherWorld, owner: string): string[] {
  return aws
    .liveInstances()
    .filter((instance) => instance.isDrill && instance.jobTags['DrillOwner'] === owner)
    .map(({ instanceId }) => `nothing leaks: nothing is left running (${instanceId})`);
}

/** How many of our launch jobs, and servers in them, were open at once. */
function quotasExceeded(site: Site | undefined, owner: string, drill: Drill | undefined): string[] {
  if (site === undefined || drill === undefined) return [];
  const jobs = Object.values(site.jobs).filter(
    (job) => job.initiatedBy === 'START_DRILL' && job.tags['DrillOwner'] === owner,
  );
  return jobs.flatMap(({ createdAt }) => {
    const open = jobs.filter((one) => one.createdAt <= createdAt && one.endsAt > createdAt);
    const servers = open.reduce((sum, one) => sum + one.servers.length, 0);
    const { jobsMax, serversInJobsMax } = drill.limits;
    return when(open.length > jobsMax || servers > serversInJobsMax, `${open.length} jobs, ${servers} servers`).map(
      (detail) => `the quotas are never exceeded by what we knew (${detail})`,
    );
  });
}

function isNoFold({ drill, table }: View): string[] {
  const folded = fold(table.entriesOf(drill.drillId));
  return when(!isDeepStrictEqual(JSON.parse(JSON.stringify(folded ?? null)), drill), 'it differs');
}

function takenActs({ drill, table }: View): string[] {
  const taken = table.effectsOf(drill.drillId).filter((effect) => drill.phase === 'ENDED' && effect.state === 'TAKEN');
  return taken.map(({ effect, effectId }) => `${effect.kind} ${effectId}`);
}

function unsaid(drill: Drill, site: Site): string[] {
  return [
    ...drill.launches.flatMap((launch, index) => unsaidOfLaunch(drill, launch, index, site)),
    ...Object.entries(drill.servers).flatMap(([id, server]) => unsaidOfServer(drill, id, server, site)),
    ...untoldReasons(drill, site),
  ];
}

function unsaidOfLaunch(drill: Drill, launch: Launch, index: number, site: Site): string[] {
  if (launch.jobId === undefined) return [];
  const job = site.jobs[launch.jobId];
  if (job === undefined) return [`job ${launch.jobId} does not exist`];
  return [
    ...when(job.tags['Launch'] !== `${drill.drillId}/${launch.wave}/${index}`, `job ${job.jobID} is of another launch`),
    ...when(differs(launch.createdAt, job.createdAt), `job ${job.jobID} was created at another time`),
    ...when(launch.state === 'OVER' && differs(launch.endedAt, job.endsAt), `job ${job.jobID} ended at another time`),
    ...when(launch.state === 'VOID', `job ${job.jobID} is called void`),
  ];
}

function unsaidOfServer(drill: Drill, id: string, server: Server, site: Site): string[] {
  const jobId = drill.launches[server.launch ?? -1]?.jobId;
  const job = jobId === undefined ? undefined : site.jobs[jobId];
  const part = job?.servers.find((one) => one.sourceServerID === id);
  const { instanceId, result, gone } = server;
  const entry = instanceId === undefined ? undefined : site.recoveryInstances[instanceId];
  const launched = part?.statuses.at(-1)?.[1] === 'LAUNCHED';
  const endedAt = job?.log.find((line) => line.event === 'LAUNCH_END' && line.data['sourceServerID'] === id)?.at;
  return [
    ...when(
      instanceId !== undefined && (entry?.sourceServerID !== id || entry.jobID !== jobId),
      `${instanceId} is not the instance of ${id}`,
    ),
    ...when(result === 'LAUNCHED' && !launched, `${id} was not launched`),
    ...when(result === 'FAILED' && launched, `${id} did not fail`),
    ...when(differs(server.launchedAt, endedAt), `${id} was launched at another time`),
    ...when(gone === 'NEVER_EXISTED' && (part?.recoveryInstanceID ?? null) !== null, `${id} had an instance`),
    ...when(server.verified !== undefined && instanceId === undefined, `${id} was verified without an instance`),
    ...when(entry !== undefined && differs(server.point?.at, entry.pointInTime), `${id} came from another point`),
    ...unsaidOfTheEnd(id, server, site),
  ];
}

/** EC2 forgets an instance some while after its end, so only what it still knows can be held against the record. */
function unsaidOfTheEnd(id: string, { gone, instanceId, verified, verifiedAt }: Server, site: Site): string[] {
  const instance = instanceId === undefined ? undefined : site.instances[instanceId];
  if (instance === undefined) return [];
  const terminated = instance.states.some(([, state]) => state === 'terminated');
  const ran = instance.states.find(([, state]) => state === 'running')?.[0];
  const checked = ran === undefined ? undefined : ran + instance.bootSeconds * 1000;
  return [
    ...when(gone !== undefined && !terminated, `${id} is called ${gone}, and is not terminated`),
    ...when(
      gone === 'TERMINATED' && volumesOf(site, instance).some(({ deletedAt }) => deletedAt === null),
      `${id} is called gone, and has volumes`,
    ),
    ...when(
      verified === 'STATUS_CHECKS' && (checked === undefined || checked > (verifiedAt ?? 0) + CLOCKS_MS),
      `${id} was verified before it worked`,
    ),
  ];
}

/** DRS writes microseconds, we keep milliseconds. */
function differs(recorded: Instant | undefined, said: Instant | undefined): boolean {
  return recorded !== undefined && (said === undefined || Math.abs(recorded - said) > 1);
}

/** How far the clocks of two hosts may differ. */
const CLOCKS_MS = 10_000;

function lostJobs(drill: Drill, aws: OtherWorld): string[] {
  const known = new Set(drill.launches.map((launch) => launch.jobId));
  return aws.history.launches
    .filter(({ tags, isDrill }) => isDrill && tags['DrillId'] === drill.drillId && tags['DrillOwner'] === drill.owner)
    .filter(({ jobId }) => !known.has(jobId))
    .map(({ jobId }) => jobId);
}

function when(broken: boolean, detail: string): string[] {
  return broken ? [detail] : [];
}
