import type { Drill, DrilledServer, JournalEntry, Measure } from '../../../src/page/api/client.ts';

export const [ONE, TWO] = ['s-0000000000000000a', 's-0000000000000000b'];

/** Minutes after the request, as the API writes them. */
export function at(minutes: number): string {
  return new Date(atMs(minutes)).toISOString();
}

export function atMs(minutes: number): number {
  return Date.parse('2026-03-01T10:00:00.000Z') + minutes * 60_000;
}

export function entry(seq: number, minutes: number, ...facts: JournalEntry['facts']): JournalEntry {
  return { seq, at: at(minutes), cause: 'Test', facts };
}

export const NOT_MEASURED: Measure = {
  seconds: null,
  atLeastSeconds: null,
  from: null,
  to: null,
  notBefore: null,
  reason: 'It was never seen working.',
};

export function server(sourceServerId: string, wave: number, rest: Partial<DrilledServer> = {}): DrilledServer {
  return {
    ...{ sourceServerId, wave, jobId: null, reported: false, result: null, error: null, instanceId: null },
    ...{ launchedAt: null, verified: null, verifiedAt: null, lost: null, verificationFailed: false },
    ...{ launchActions: null, evidence: null, pointUsed: null, replicationLagSeconds: null },
    ...{ recoveryTime: NOT_MEASURED, recoveryPoint: NOT_MEASURED, terminationAcceptedAt: null },
    ...{ unproven: null, reportedGone: false, gone: null, links: {} },
    ...rest,
  };
}

const HOLD: Drill['hold'] = {
  seconds: 600,
  beganAt: null,
  until: null,
  extensionRequestedUntil: null,
  extendedBy: null,
  endedAt: null,
  endedBy: null,
  heldSeconds: null,
};

/** A drill of two waves with one server each, as far as tests of the page look at it. */
export function drill({ hold, ...rest }: Partial<Omit<Drill, 'hold'>> & { hold?: Partial<Drill['hold']> } = {}): Drill {
  const known = {
    ...{ drillId: 'd-1', phase: 'ENDED', requestedAt: at(0), endedAt: null, cleanup: 'CLEAN', cancelledBy: null },
    ...{ hardStopAt: null, realRecoveries: [], launches: [], servers: [server(ONE, 1), server(TWO, 2)] },
    waves: [wave(1, ONE), wave(2, TWO)],
    hold: { ...HOLD, ...hold },
    ...rest,
  };
  return known as unknown as Drill;
}

function wave(number: number, sourceServerId: string): Drill['waves'][number] {
  return { wave: number, state: 'LAUNCHED', beganAt: null, deadlineAt: null, sourceServerIds: [sourceServerId] };
}

/** The journal of a drill that passes: 1 min of checks, 10 of launch and 1 of boot a wave, 10 of hold, 5 of cleanup. */
export const PASSED_JOURNAL: JournalEntry[] = [
  entry(1, 0, { type: 'DrillRequested' }, { type: 'PhaseBegan', phase: 'VALIDATING' }),
  entry(2, 1, { type: 'PhaseBegan', phase: 'LAUNCHING' }, { type: 'WaveBegan', wave: 0 }),
  entry(3, 11, launched(ONE, 10), { type: 'WaveLaunched', wave: 0 }, { type: 'WaveBegan', wave: 1 }),
  entry(4, 12, { type: 'ServerVerified', sourceServerId: ONE }),
  entry(5, 21, launched(TWO, 20), { type: 'WaveLaunched', wave: 1 }, { type: 'PhaseBegan', phase: 'VERIFYING' }),
  entry(6, 22, { type: 'ServerVerified', sourceServerId: TWO }, { type: 'PhaseBegan', phase: 'HOLDING' }),
  entry(7, 32, { type: 'PhaseBegan', phase: 'TERMINATING' }),
  entry(8, 35, { type: 'ServerGone', sourceServerId: TWO }),
  entry(9, 36, { type: 'InstanceReportedGone', sourceServerId: ONE }),
  entry(10, 37, { type: 'ServerGone', sourceServerId: ONE }, { type: 'DrillEnded' }),
];

function launched(sourceServerId: string, minutes: number) {
  return { type: 'ServerLaunched', sourceServerId, launchedAt: at(minutes) };
}

export const PASSED = drill({
  endedAt: at(37),
  hold: { beganAt: at(22), until: at(32), endedAt: at(32) },
  launches: [launchOf(1, ONE, 1), launchOf(2, TWO, 11)],
  servers: [
    server(ONE, 1, { instanceId: 'i-1', launchedAt: at(10), verifiedAt: at(12), terminationAcceptedAt: at(33) }),
    server(TWO, 2, { instanceId: 'i-2', launchedAt: at(20), verifiedAt: at(22), terminationAcceptedAt: at(33) }),
  ],
});

export function launchOf(number: number, sourceServerId: string, minutes: number): Drill['launches'][number] {
  const sourceServerIds = [sourceServerId];
  return { wave: number, state: 'COMPLETED', jobId: 'j', createdAt: at(minutes), endedAt: null, sourceServerIds };
}
