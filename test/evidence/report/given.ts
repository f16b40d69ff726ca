import type { Drill, DrillRequest } from '../../../src/drill/drill.ts';
import { fold } from '../../../src/drill/evolve.ts';
import type { Fact, JournalEntry } from '../../../src/drill/facts.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import { reportOf } from '../../../src/evidence/report/reportOf.ts';
import type { Context, Sources } from '../../../src/evidence/sources.ts';
import { aRequest, instanceId, LIMITS, OWNER, START, serverId } from '../../builders.ts';
import { healthy } from '../../drill/given.ts';

export const [one, two] = [serverId(1), serverId(2)];
export const MINUTE = 60_000;

/** What the journal does not say, of a site with six servers and without any trouble. */
export function someContext(changes: Partial<Context> = {}): Context {
  return {
    product: { name: 'drs-drill', version: '1.0.0' },
    quarantined: null,
    integrity: {
      contradiction: null,
      chainedFromSeq: 1,
      replayContradiction: null,
      journalHash: 'a'.repeat(64),
      recordHash: 'b'.repeat(64),
    },
    prices: null,
    serversOfSite: 6,
    nextDueAt: null,
    before: null,
    retest: null,
    ...changes,
  };
}

/** The minute at which facts were recorded, counted from the request. */
export type Recorded = [minute: number, ...Fact[]];

/** A drill and its journal: a request in the REAL world, and what was recorded after it. */
export function journalOf(
  request: Partial<DrillRequest>,
  ...recorded: Recorded[]
): { drill: Drill; entries: JournalEntry[] } {
  const requested: Fact = {
    type: 'DrillRequested',
    drillId: 'd-1',
    owner: OWNER,
    request: aRequest(request),
    requestedBy: 'ada',
    requestHash: '',
    givenHash: 'c'.repeat(64),
    limits: LIMITS,
  };
  const all: Recorded[] = [[0, requested, { type: 'WorldSeen', world: 'REAL' }], ...recorded];
  const entries = all.map(([minute, ...facts], index): JournalEntry => {
    return { drillId: 'd-1', seq: index + 1, at: at(minute), cause: 'Woken', facts };
  });
  return { drill: fold(entries) as Drill, entries };
}

/** The report of a drill. */
export function reported(made: Pick<Sources, 'drill' | 'entries'>, others: Partial<Sources> = {}): Report {
  return reportOf({ notes: [], guardNotes: [], context: someContext(), ...made, ...others });
}

export function at(minute: number): number {
  return START + minute * MINUTE;
}

export function timeAt(minute: number): string {
  return new Date(at(minute)).toISOString();
}

/** Everything that these servers do in a drill that passes. The hold is from minute 15 to minute 45. */
export function passing(ids: string[] = [one]): Recorded[] {
  return [...launching(ids), ...holding(ids), ...cleaning(ids), ending('PASSED', 'Every server was launched.')];
}

export function inspecting(ids: string[] = [one]): Recorded {
  const servers = ids.map((id) => ({ sourceServerId: id, stopped: false, found: healthy(id, FOUND) }));
  return [1, { type: 'PhaseBegan', phase: 'VALIDATING' }, { type: 'ServersInspected', servers, lookedAt: at(1) }];
}

const FOUND = {
  hostname: 'db-1',
  lagSeconds: 12,
  network: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
  machine: { instanceType: 'm5.large', volumes: [{ volumeType: 'gp3', gigabytes: 50 }] },
};

/** Until they are verified, and the hold begins. */
export function launching(ids: string[] = [one]): Recorded[] {
  return [inspecting(ids), ...starting(ids), [12, ...ids.flatMap(launched), ...followed(ids)], ...verifying(ids)];
}

export function starting(ids: string[] = [one]): Recorded[] {
  return [
    [
      2,
      { type: 'PhaseBegan', phase: 'LAUNCHING' },
      { type: 'HardStopArmed', n: 1, stopAt: at(200) },
      { type: 'WaveBegan', wave: 0, deadlineAt: at(92) },
      { type: 'LaunchPlanned', launch: 0, wave: 0, sourceServerIds: ids },
      { type: 'LaunchRequested', launch: 0 },
    ],
    [3, { type: 'LaunchStarted', launch: 0, jobId: 'drsjob-1', createdAt: at(2), found: false }],
  ];
}

export function launched(sourceServerId: string): Fact[] {
  const steps = { LAUNCH_START: at(8), LAUNCH_END: at(11) };
  return [
    {
      type: 'ServerLaunched',
      sourceServerId,
      launchedAt: at(11),
      instanceId: null,
      usedPreviousSnapshot: false,
      steps,
    },
  ];
}

export function failed(sourceServerId: string, error = 'Insufficient capacity.'): Fact {
  return { type: 'ServerFailed', sourceServerId, error, instanceId: null, neverExisted: true, steps: {} };
}

export function followed(ids: string[]): Fact[] {
  return [
    { type: 'LaunchCompleted', launch: 0, endedAt: at(11) },
    { type: 'WaveLaunched', wave: 0, launched: ids.length, failed: 0 },
    { type: 'PhaseBegan', phase: 'VERIFYING' },
  ];
}

export function verifying(ids: string[] = [one]): Recorded[] {
  return [
    [13, ...ids.map(foundInstance)],
    [
      15,
      ...ids.flatMap((id): Fact[] => [
        { type: 'ServerVerified', sourceServerId: id, verified: 'STATUS_CHECKS' },
        { type: 'PointUsed', sourceServerId: id, point: { kind: 'ON_DEMAND', at: at(2), snapshotId: 'pit-1' } },
      ]),
      { type: 'HoldBegan', until: at(45) },
      { type: 'PhaseBegan', phase: 'HOLDING' },
    ],
  ];
}

function foundInstance(id: string): Fact {
  const volumeIds = [`vol-${id.slice(-1)}`];
  return { type: 'InstanceFound', sourceServerId: id, instanceId: instanceOf(id), volumeIds, pointInTimeAt: at(2) };
}

/** The instance that a server is launched as. */
export function instanceOf(id: string): string {
  return instanceId(Number(id.slice(2)));
}

export function holding(ids: string[] = [one]): Recorded[] {
  return [
    [45, { type: 'HoldEnded', by: null }, { type: 'PhaseBegan', phase: 'TERMINATING' }],
    [46, { type: 'ServersHeld', sourceServerIds: ids }],
  ];
}

export function cleaning(ids: string[] = [one]): Recorded[] {
  return [
    [47, { type: 'TerminationAccepted', jobId: 'drsjob-2', sourceServerIds: ids }],
    [50, ...ids.map((id): Fact => ({ type: 'ServerGone', sourceServerId: id, proof: 'TERMINATED' })), CLEAN],
  ];
}

const CLEAN: Fact = { type: 'CleanupChanged', cleanup: 'CLEAN' };

/** The last entry of a drill. */
export function ending(outcome: Drill['outcome'] & string, why: string, minute = 51): Recorded {
  return [minute, { type: 'OutcomeDecided', outcome, why }, { type: 'DrillEnded' }];
}
