import { isDeepStrictEqual } from 'node:util';
import type { Drill } from '../../../drill/drill.ts';
import { fold } from '../../../drill/evolve.ts';
import { violatedInvariants } from '../../../drill/invariants.ts';
import { judgeChain } from '../../../evidence/chain/journalChain.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';
import type { Site, WorldState } from '../../aws/state.ts';
import type { MemoryTable } from '../../memory/memoryTable.ts';
import { OWNER } from '../seededState.ts';
import { undoneThough } from './actionsPromises.ts';
import { callsBeyondBound } from './boundOfCalls.ts';
import { wrongBounds } from './boundPromises.ts';
import { falseStatements, when } from './falseStatements.ts';
import { downInHold, unfoundedLosses } from './heldPromises.ts';
import { silentOnProtection } from './leakPromises.ts';
import { countedThoughStopped } from './ratePromises.ts';
import { failedByOptional } from './watchWaves.ts';

/** Checks the product's promises against the simulator's own state. Returns the violations. */
export function checkPromises(
  table: MemoryTable,
  aws: OtherWorld,
  atEnd: boolean,
  owner = OWNER,
  quarantined: ReadonlySet<string> = new Set(),
  state: WorldState | undefined = atEnd ? aws.state() : undefined,
): string[] {
  if (!atEnd) return leftBehind(table, aws);
  const site = Object.values(state?.sites ?? {})[0];
  const drills = table.drills();
  return [
    ...leftRunning(aws, owner),
    ...quotasExceeded(site, owner, drills[0]),
    ...drills.flatMap((drill) =>
      PROMISES.flatMap(([violation, violations]) =>
        violations({ drill, table, aws, site, isQuarantined: quarantined.has(drill.drillId) }).map(
          (detail) => `${violation} (${drill.drillId}: ${detail})`,
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
  isQuarantined: boolean;
}

/** What must hold for every drill at the end: the promise, and the details of its violations. */
const PROMISES: readonly (readonly [violation: string, violations: (view: View) => string[]])[] = [
  [
    'every accepted drill ends',
    ({ drill, isQuarantined }) => when(drill.phase !== 'ENDED' && !isQuarantined, `${drill.phase}, ${drill.cleanup}`),
  ],
  ['every invariant holds', ({ drill }) => violatedInvariants(drill)],
  [
    'a PASSED drill is CLEAN',
    ({ drill }) => when(drill.outcome === 'PASSED' && drill.cleanup !== 'CLEAN', drill.cleanup),
  ],
  [
    'every required launch action of a PASSED drill succeeded',
    ({ drill, site }) => (site === undefined ? [] : undoneThough(drill, site)),
  ],
  ['the record is the fold of its journal', isNoFold],
  ['hashes chain the record and its journal from the first entry on', looseIn],
  [
    'a reported leak says that its instance is protected',
    ({ drill, table, site }) => (site === undefined ? [] : silentOnProtection(table.entriesOf(drill.drillId), site)),
  ],
  ['a drill does not fail by its optional waves', ({ drill }) => failedByOptional(drill)],
  ['an ended drill leaves no act in progress', takenActs],
  [
    'the record agrees with AWS',
    ({ drill, table, site }) =>
      site === undefined ? [] : falseStatements(drill, table.entriesOf(drill.drillId), site),
  ],
  [
    'the bounds of a recovery time contain its true value',
    ({ drill, table, site }) => (site === undefined ? [] : wrongBounds(drill, table.entriesOf(drill.drillId), site)),
  ],
  [
    'pass rates exclude launches that the product stopped',
    ({ drill, table, aws }) => countedThoughStopped(drill, table.entriesOf(drill.drillId), aws),
  ],
  [
    'every required instance of a PASSED drill stayed up until its hold ended',
    ({ drill, table, aws }) => downInHold(drill, table.entriesOf(drill.drillId), aws.history.downs ?? []),
  ],
  [
    'an instance reported lost was lost at the reported time',
    ({ drill, table, aws }) => unfoundedLosses(drill, table.entriesOf(drill.drillId), aws.history.downs ?? []),
  ],
  [
    'the record names every job of the drill',
    ({ drill, aws, isQuarantined }) => (isQuarantined ? [] : lostJobs(drill, aws)),
  ],
  [
    'a drill stays within its limit of AWS calls',
    ({ drill, aws, isQuarantined }) => callsBeyondBound(drill, aws, isQuarantined),
  ],
];

/** While drills run: an ended drill has left nothing behind. */
function leftBehind(table: MemoryTable, aws: OtherWorld): string[] {
  const ended = new Set(table.drills().flatMap(({ drillId, phase }) => (phase === 'ENDED' ? [drillId] : [])));
  return aws
    .liveInstances()
    .filter(
      ({ isDrill, state, jobTags }) => isDrill && state !== 'shutting-down' && ended.has(jobTags['DrillId'] ?? ''),
    )
    .map(({ instanceId }) => `no instance of a CLEAN drill still runs (${instanceId})`);
}

function leftRunning(aws: OtherWorld, owner: string): string[] {
  return aws
    .liveInstances()
    .filter((instance) => instance.isDrill && instance.jobTags['DrillOwner'] === owner)
    .map(({ instanceId }) => `nothing leaks: no instance is left running (${instanceId})`);
}

/** The moments at which too many launch jobs, or servers in them, were open. */
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
      (detail) => `our own jobs stay within the quotas (${detail})`,
    );
  });
}

function looseIn({ drill, table }: View): string[] {
  const kept = table.keptJournalOf(drill.drillId);
  if (kept === undefined) return ['it has no journal'];
  const { contradiction, chainedFromSeq } = judgeChain(kept, 1);
  return when(contradiction !== null || chainedFromSeq !== 1, contradiction ?? `only from entry ${chainedFromSeq}`);
}

function isNoFold({ drill, table }: View): string[] {
  const folded = fold(table.entriesOf(drill.drillId));
  return when(!isDeepStrictEqual(JSON.parse(JSON.stringify(folded ?? null)), drill), 'it differs');
}

function takenActs({ drill, table }: View): string[] {
  const taken = table.effectsOf(drill.drillId).filter((effect) => drill.phase === 'ENDED' && effect.state === 'TAKEN');
  return taken.map(({ effect, effectId }) => `${effect.kind} ${effectId}`);
}

function lostJobs(drill: Drill, aws: OtherWorld): string[] {
  const known = new Set(drill.launches.map((launch) => launch.jobId));
  return aws.history.launches
    .filter(({ tags, isDrill }) => isDrill && tags['DrillId'] === drill.drillId && tags['DrillOwner'] === drill.owner)
    .filter(({ jobId }) => !known.has(jobId))
    .map(({ jobId }) => jobId);
}
