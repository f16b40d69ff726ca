import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { Fact } from '../../../src/drill/facts.ts';
import { someTerms } from '../../builders.ts';
import {
  at,
  cleaning,
  ending,
  failed,
  followed,
  holding,
  inspecting,
  journalOf,
  launching,
  one,
  passing,
  type Recorded,
  reported,
  someContext,
  starting,
  two,
} from './given.ts';

function verdictOf(...made: Parameters<typeof journalOf>) {
  const { computed, why, conditions } = reported(journalOf(...made)).verdict;
  return { computed, why, conditions };
}

describe('the verdict', () => {
  test('is PASSED for a drill of the real world to which nothing objects', () => {
    expect(verdictOf({}, ...passing())).toEqual({
      computed: 'PASSED',
      why: 'Every server was launched.',
      conditions: [],
    });
  });

  test('is open while the drill runs, which nobody has stopped', () => {
    const { verdict, final } = reported(journalOf({}, ...launching()));
    expect([verdict.computed, verdict.endedAt, final]).toEqual([null, null, false]);
  });

  const gone = cleaning();
  const cancelled: Fact[] = [
    { type: 'CancelRequested', by: 'bob', reason: 'storm' },
    { type: 'OutcomeDecided', outcome: 'CANCELLED', why: 'Cancelled by bob: storm' },
    { type: 'PhaseBegan', phase: 'TERMINATING' },
  ];
  const yielded: Fact[] = [
    { type: 'YieldedTo', jobId: 'drsjob-9', sourceServerIds: [] },
    { type: 'OutcomeDecided', outcome: 'YIELDED', why: 'Real recovery drsjob-9 takes precedence.' },
    { type: 'PhaseBegan', phase: 'TERMINATING' },
  ];
  const refused: Fact[] = [
    { type: 'ChecksFailed', failures: [{ check: 'lag', sourceServerId: one, message: 'Its lag is 2000 s.' }] },
  ];
  const end: Recorded = [51, { type: 'DrillEnded' }];

  test.each<[string, string, ...Recorded[]]>([
    ['was cancelled', 'Cancelled by bob: storm', ...launching(), [20, ...cancelled], ...gone, end],
    [
      'gave way to a real recovery',
      'Real recovery drsjob-9 takes precedence.',
      ...launching(),
      [20, ...yielded],
      ...gone,
      end,
    ],
    [
      'was refused',
      'Nothing was launched.',
      inspecting(),
      [2, ...refused],
      ending('REJECTED', 'Nothing was launched.'),
    ],
    [
      'did not launch a server',
      'It did not launch.',
      inspecting(),
      ...starting(),
      [12, failed(one), ...followed([])],
      [13, { type: 'ServerGone', sourceServerId: one, proof: 'NEVER_EXISTED' }],
      ending('FAILED', 'It did not launch.'),
    ],
    [
      'lost an instance',
      'It was lost.',
      ...launching(),
      [20, { type: 'ServersLost', servers: [{ sourceServerId: one, state: 'stopped', lostAt: at(19), reason: null }] }],
      ...holding([]),
      ...gone,
      ending('FAILED', 'It was lost.'),
    ],
    [
      'left something for which a person took responsibility',
      'A leak.',
      ...launching(),
      ...holding(),
      [90, { type: 'LeakReported', sourceServerIds: [one] }],
      [95, { type: 'LeakAcknowledged', by: 'eve', reason: 'seen', sourceServerIds: [one] }],
      ending('FAILED', 'A leak.', 96),
    ],
  ])('is FAILED for a drill that %s', (_what, why, ...recorded) => {
    expect(verdictOf({}, ...recorded)).toMatchObject({ computed: 'FAILED', why });
  });

  test('is FAILED for a drill that missed its objectives', () => {
    const terms = someTerms({ objectives: { recoveryTimeSeconds: 60 } });
    const verdict = verdictOf({ terms }, ...passing().slice(0, -1), ending('OBJECTIVE_MISSED', 'Too slow.'));
    expect(verdict).toMatchObject({ computed: 'FAILED', why: 'Too slow.' });
  });

  test('is FAILED for a drill that was quarantined, and has not ended', () => {
    const context = someContext({ quarantined: { violation: 'a PASSED drill is CLEAN', at: at(20) } });
    expect(reported(journalOf({}, ...launching()), { context }).verdict).toMatchObject({
      computed: 'FAILED',
      why: 'It was quarantined and did not end: a PASSED drill is CLEAN',
    });
  });

  test('is FAILED when the recorded outcome does not follow from the facts', () => {
    const withoutVerification = passing().filter(([minute]) => minute !== 15);
    expect(verdictOf({ terms: someTerms({ holdSeconds: 0 }) }, ...withoutVerification)).toMatchObject({
      computed: 'FAILED',
      why: `The outcome is PASSED, and its facts lead to FAILED. Of the required servers, not seen working: ${one}.`,
    });
  });
});

describe('a drill passed with conditions', () => {
  const checks: CheckTerms[] = [
    { kind: 'VERDICT', name: 'books', required: false },
    { kind: 'LAMBDA', name: 'costs', required: false, functionArn: 'arn', when: 'AFTER_CLEANUP' },
  ];
  const undecided = someTerms({ objectives: { recoveryTimeSeconds: 10 * 60 } });
  const waivers: Fact = {
    type: 'ChecksWaived',
    waivers: [one, two].map((sourceServerId) => ({ check: 'lag', sourceServerId, reason: 'known' })),
  };

  const older: Fact = {
    type: 'ServerLaunched',
    ...{ sourceServerId: one, launchedAt: at(11), instanceId: null, usedPreviousSnapshot: true, steps: {} },
  };

  test.each<[string, string, Parameters<typeof journalOf>]>([
    [
      'in which checks were waived',
      `Check lag did not pass and was waived for ${one}, ${two}: known`,
      [{ waves: [[one, two]] }, [0, waivers], ...passing([one, two])],
    ],
    [
      'with a server of an optional wave that did not launch',
      `Of the optional waves, not passed: ${two}.`,
      [{ waves: [[one], [two]], waveTerms: [{}, { optional: true }] }, ...passing()],
    ],
    [
      'with a check that did not pass and is not required',
      'Check books did not pass (FAILED): a page is missing',
      [
        { checks: checks.slice(0, 1) },
        [0, { type: 'CheckDecided', check: 'books', state: 'FAILED', because: 'a page is missing' }],
        ...passing(),
      ],
    ],
    [
      'with a finding after the cleanup',
      'After the cleanup, check costs did not pass (FAILED): too much',
      [
        { checks: checks.slice(1) },
        [0, { type: 'CheckDecided', check: 'costs', state: 'FAILED', because: 'too much' }],
        ...passing(),
      ],
    ],
    [
      'whose objectives are undecided',
      `The objectives are undecided. The recovery time of ${one} was 540 s to 780 s; the objective is 600 s.`,
      [{ terms: undecided }, ...passing()],
    ],
    [
      'of which something was reported as leaked, and proved gone later',
      `Reported as leaked, and proved gone later: ${one}.`,
      [
        {},
        ...launching(),
        ...holding(),
        [46, { type: 'LeakReported', sourceServerIds: [one] }],
        ...passing().slice(-3),
      ],
    ],
    [
      'with a server that stays stopped',
      `Configured to stay stopped, and so never seen working: ${one}.`,
      [
        {},
        ...launching(),
        [16, { type: 'ServerVerified', sourceServerId: one, verified: 'STOPPED_AS_CONFIGURED' }],
        ...passing().slice(6),
      ],
    ],
    [
      'with a server that DRS launched from the snapshot before',
      `DRS launched from the snapshot before: ${one}.`,
      [{}, ...launching(), [16, older], ...passing().slice(6)],
    ],
    [
      'that the hard stop ended',
      'The hard stop had to end it.',
      [{}, ...launching(), [40, { type: 'HardStopFired', n: 1 }], ...passing().slice(6)],
    ],
    [
      'of a simulated world',
      'It ran in a SIMULATED world: nothing of it took place on AWS.',
      [{}, [0, { type: 'WorldSeen', world: 'SIMULATED' }], ...passing()],
    ],
  ])('is one %s', (_what, condition, made) => {
    expect(verdictOf(...made)).toMatchObject({ computed: 'PASSED_WITH_CONDITIONS', conditions: [condition] });
  });

  test('does not say of a leak that it is gone, when only a person took responsibility for it', () => {
    const leak: Recorded = [90, { type: 'LeakReported', sourceServerIds: [one] }];
    const taken: Fact = { type: 'LeakAcknowledged', by: 'eve', reason: 'seen', sourceServerIds: [one] };
    const condition = `Reported as leaked, and not proved gone: ${one}.`;
    expect(verdictOf({}, ...launching(), leak).conditions).toEqual([condition]);
    expect(verdictOf({}, ...launching(), leak, [95, taken]).conditions).toEqual([condition]);
  });

  test('has no condition about objectives, servers or checks where nothing was launched', () => {
    const refused: Fact = { type: 'ChecksFailed', failures: [{ check: 'lag', message: 'Late.' }] };
    const made = [inspecting(), [2, refused] as Recorded, ending('REJECTED', 'Late.')];
    expect(verdictOf({ terms: undecided, checks }, ...made).conditions).toEqual([]);
  });

  test('has no condition for what made it fail', () => {
    const check: CheckTerms = { kind: 'VERDICT', name: 'books', required: true };
    const decided: Recorded = [20, { type: 'CheckDecided', check: 'books', state: 'FAILED', because: 'wrong' }];
    const made = [...launching(), decided, ...holding(), ...cleaning(), ending('FAILED', 'Books are wrong.')];
    expect(verdictOf({ checks: [check] }, ...made)).toMatchObject({ computed: 'FAILED', conditions: [] });
  });

  test('is a dry run that is READY', () => {
    const terms = someTerms({ dryRun: true });
    expect(verdictOf({ terms }, inspecting(), ending('READY', 'Every check passed.'))).toEqual({
      computed: 'PASSED_WITH_CONDITIONS',
      why: 'Every check passed.',
      conditions: ['It was a dry run: nothing was launched.'],
    });
  });

  test('is one that was quarantined and went on, or whose journal and record do not agree', () => {
    const context = someContext({
      quarantined: { violation: 'a drill is bounded', at: at(20) },
      integrity: { ...someContext().integrity, contradiction: 'Entry 3 is missing.' },
    });
    expect(reported(journalOf({}, ...passing()), { context }).verdict.conditions).toEqual([
      'It was quarantined at 2026-03-01T10:20:00.000Z: a drill is bounded',
      'The record and its journal do not agree: Entry 3 is missing.',
    ]);
  });
});

describe('beside the verdict', () => {
  test('stand the attestations of people, the next due date and the retest', () => {
    const note = {
      drillId: 'd-1',
      at: '2026-03-02T09:00:00.000Z',
      by: 'eve',
      person: null,
      role: null,
      trackerUrl: null,
    };
    const attestation = {
      ...note,
      n: 1,
      kind: 'ATTESTATION' as const,
      text: 'I saw it.',
      accepted: true,
      previousHash: null,
    };
    const context = someContext({ nextDueAt: at(60), retest: { drillId: 'd-2', outcome: null } });
    const { verdict } = reported(journalOf({}, ...passing()), { notes: [attestation], context });
    expect(verdict).toMatchObject({
      attestations: [{ at: '2026-03-02T09:00:00.000Z', by: 'eve', accepted: true, text: 'I saw it.' }],
      nextDueAt: '2026-03-01T11:00:00.000Z',
      retest: { drillId: 'd-2', outcome: null },
      endedAt: '2026-03-01T10:51:00.000Z',
    });
  });
});
