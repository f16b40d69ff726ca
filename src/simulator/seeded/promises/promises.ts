import { isDeepStrictEqual } from 'node:util';
import type { Drill } from '../../../drill/drill.ts';
import { fold } from '../../../drill/evolve.ts';
import { violatedInvariants } from '../../../drill/invariants.ts';
import { judgeChain } from '../../../flow/journalChain.ts';
import type { OtherWorld } from '../../aws/simulatedAws.ts';
import type { Site, WorldState } from '../../aws/state.ts';
import type { MemoryTable } from '../../memory/memoryTable.ts';
import { OWNER } from '../seededState.ts';
import { undoneThough } from './actionsPromises.ts';
import { callsBeyondBound } from './boundOfCalls.ts';
import { wrongBounds } from './boundPromises.ts';
import { fallenInHold, unfoundedLosses } from './heldPromises.ts';
import { silentOnProtection } from './leakPromises.ts';
import { countedThoughStopped } from './ratePromises.ts';
import { unsaid, when } from './unsaid.ts';

/** The product's promises, asked of the world itself: the sentences that do not hold. `atEnd` also asks what must have ended. */
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

/** What must hold of every drill in the end: the sentence, and where it does not. */
const PROMISES: readonly (readonly [violation: string, violations: (view: View) => string[]])[] = [
  [
    'every accepted drill ends',
    ({ drill, isQuarantined }) => when(drill.phase !== 'ENDED' && !isQuarantined, `${drill.phase}, ${drill.cleanup}`),
  ],
  ['every invariant holds', ({ drill }) => violatedInvariants(drill)],
  [
    'nothing is PASSED that is not CLEAN',
    ({ drill }) => when(drill.outcome === 'PASSED' && drill.cleanup !== 'CLEAN', drill.cleanup),
  ],
  [
    'PASSED means that no required launch action failed or was left undone',
    ({ drill, site }) => (site === undefined ? [] : undoneThough(drill, site)),
  ],
  ['the record is the fold of its journal', isNoFold],
  ['journal and record name each other by hash, from the first entry on', looseIn],
  [
    'a leak that is told says that its instance is protected',
    ({ drill, table, site }) => (site === undefined ? [] : silentOnProtection(table.entriesOf(drill.drillId), site)),
  ],
  ['an ended drill leaves no act taken', takenActs],
  [
    'what the record says was said by the world',
    ({ drill, table, site }) => (site === undefined ? [] : unsaid(drill, table.entriesOf(drill.drillId), site)),
  ],
  [
    'a clock’s bounds hold the world’s true value',
    ({ drill, table, site }) => (site === undefined ? [] : wrongBounds(drill, table.entriesOf(drill.drillId), site)),
  ],
  [
    'what was stopped by us is in no pass rate',
    ({ drill, table, aws }) => countedThoughStopped(drill, table.entriesOf(drill.drillId), aws),
  ],
  [
    'PASSED means that every instance was what was verified until its hold ended',
    ({ drill, table, aws }) => fallenInHold(drill, table.entriesOf(drill.drillId), aws.history.downs ?? []),
  ],
  [
    'what is called lost was lost, and when it is said',
    ({ drill, table, aws }) => unfoundedLosses(drill, table.entriesOf(drill.drillId), aws.history.downs ?? []),
  ],
  ['no job is lost from the record', ({ drill, aws, isQuarantined }) => (isQuarantined ? [] : lostJobs(drill, aws))],
  ['calls stay within their bound', ({ drill, aws, isQuarantined }) => callsBeyondBound(drill, aws, isQuarantined)],
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
