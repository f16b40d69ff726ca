import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { WaveTerms } from '../../../src/drill/drill.ts';
import type { Fact } from '../../../src/drill/facts.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import type { Note, NoteKind } from '../../../src/evidence/notes.ts';
import { OWNER, SITE, START, someForecast, someTerms } from '../../builders.ts';
import {
  at,
  ending,
  holding,
  inspecting,
  instanceOf,
  journalOf,
  launching,
  one,
  passing,
  type Recorded,
  reported,
  someContext,
  timeAt,
  two,
} from './given.ts';

describe('a report says', () => {
  test('which drill it is, where, by which plan and by what', () => {
    const plan = { name: 'shop', version: 3, hash: 'd'.repeat(64) };
    const terms = someTerms({ recoveryPlan: 'Payroll', changeReference: 'CHG-1', tags: { Team: 'db' } });
    const made = journalOf({ plan, schedule: { name: 'nightly', scheduledAt: START }, terms }, ...passing());
    expect(reported(made).identity).toEqual({
      drillId: 'd-1',
      deployment: OWNER,
      product: { name: 'drs-drill', version: '1.0.0' },
      world: 'REAL',
      site: SITE,
      plan,
      schedule: { name: 'nightly', scheduledAt: timeAt(0) },
      recoveryPlan: 'Payroll',
      changeReference: 'CHG-1',
      requestHash: 'c'.repeat(64),
      tags: { Team: 'db' },
    });
  });

  test.each([
    ['one server of six', {}, 6, 'COMPONENT'],
    ['two of six', { waves: [[one, two]] }, 6, 'PARTIAL'],
    ['all that are known', { waves: [[one, two]] }, 2, 'FULL'],
    ['the only one that is known', {}, 1, 'FULL'],
    ['some of nobody knows how many', { waves: [[one, two]] }, null, null],
    ['a dry run', { terms: someTerms({ dryRun: true }) }, 6, 'DRY_RUN'],
    ['no servers', { waves: [[]] }, 6, null],
  ])('that a drill of %s is a test of that type', (_what, request, serversOfSite, type) => {
    const { test: kind } = reported(journalOf(request), { context: someContext({ serversOfSite }) });
    expect(kind).toMatchObject({ type, purpose: 'Quarterly rehearsal' });
  });

  test('that only what it tried to launch counts for its type, once it has ended', () => {
    const made = journalOf({ waves: [[one, two]] }, inspecting(), ending('CANCELLED', 'Cancelled.'));
    expect(reported(made, { context: someContext({ serversOfSite: 2 }) }).test.type).toBeNull();
    const half = journalOf({ waves: [[one], [two]], waveTerms: [{}, { optional: true }] }, ...passing());
    expect(reported(half, { context: someContext({ serversOfSite: 2 }) }).test.type).toBe('COMPONENT');
  });

  test('on what its type rests', () => {
    expect(reported(journalOf({ waves: [[one, two]] }, ...launching())).test.basis).toBe(
      'It was requested for 2 servers, and tried to launch 1 of them. 6 source servers of the site were known.',
    );
  });

  test('who requested, steered, waived and acknowledged', () => {
    const facts: Fact[] = [
      { type: 'ChecksWaived', waivers: [{ check: 'lag', sourceServerId: one, reason: 'known' }] },
      { type: 'HoldExtensionRequested', by: 'bob', until: at(60) },
      { type: 'CheckDecided', check: 'books', state: 'PASSED', because: 'ok', by: 'eve' },
      { type: 'HoldEnded', by: 'bob' },
      { type: 'LeakAcknowledged', by: 'eve', reason: 'seen', sourceServerIds: [one] },
    ];
    expect(reported(journalOf({}, ...launching(), [20, ...facts])).authority).toEqual({
      requestedBy: 'ada',
      requestedAt: timeAt(0),
      steered: [
        { at: timeAt(20), by: 'bob', what: `Asked for a hold until ${timeAt(60)}.` },
        { at: timeAt(20), by: 'bob', what: 'Ended the hold.' },
        { at: timeAt(20), by: 'eve', what: 'Gave the verdict of check books: PASSED.' },
      ],
      waived: [{ check: 'lag', sourceServerId: one, reason: 'known', by: 'ada' }],
      acknowledged: [{ at: timeAt(20), by: 'eve', reason: 'seen', sourceServerIds: [one] }],
    });
    expect(reported(journalOf({}, ...passing())).authority.steered).toEqual([]);
  });

  test('whether the objectives were met, once the drill has ended', () => {
    const terms = someTerms({ objectives: { recoveryTimeSeconds: 60 } });
    const running = reported(journalOf({ terms }, ...launching())).objectives;
    expect(running).toMatchObject({ recoveryTimeSeconds: 60, verdict: null, recoveryTime: { seconds: 780 } });
    const ended = reported(journalOf({ terms }, ...passing().slice(0, -1), ending('OBJECTIVE_MISSED', 'Slow.')));
    expect(ended.objectives).toMatchObject({ recoveryPointSeconds: null, verdict: 'MISSED' });
  });

  test('who took part, what was learnt and remarked, from the notes', () => {
    const note = (n: number, kind: NoteKind, more: Partial<Note> = {}): Note => ({
      ...{ drillId: 'd-1', n, at: timeAt(n), by: 'eve', kind, text: `text ${n}`, person: null, role: null },
      ...{ trackerUrl: null, accepted: null, previousHash: null, ...more },
    });
    const notes = [
      note(1, 'PARTICIPANT', { person: 'Ada', role: 'tester' }),
      note(2, 'OBSERVER', { person: 'Bob', role: 'auditor' }),
      note(3, 'LESSON', { trackerUrl: 'https://example.com/1' }),
      note(4, 'REMARK'),
    ];
    const report = reported(journalOf({}, ...passing()), { notes });
    expect(report.people).toEqual({
      participants: [{ name: 'Ada', role: 'tester', notedBy: 'eve', notedAt: timeAt(1), text: 'text 1' }],
      observers: [{ name: 'Bob', role: 'auditor', notedBy: 'eve', notedAt: timeAt(2), text: 'text 2' }],
    });
    expect(report.lessons).toEqual([{ at: timeAt(3), by: 'eve', text: 'text 3', trackerUrl: 'https://example.com/1' }]);
    expect(report.remarks).toEqual([{ at: timeAt(4), by: 'eve', text: 'text 4' }]);
    expect(report.integrity).toMatchObject({ notes: 4 });
    expect(report.integrity.lastNoteHash).toBe(hashOfLine(canonicalize(notes[3]) ?? ''));
  });

  test('how the servers of each wave were chosen', () => {
    const tags = { Tier: ['db'] };
    const waveTerms: WaveTerms[] = [
      {},
      { choice: { tags } },
      { choice: { tags, sample: { count: 1, by: 'RANDOM' } }, optional: true },
      { choice: { tags, sample: { count: 1, by: 'STALEST' } } },
    ];
    const chosen: Fact = { type: 'ServersChosen', waves: [[one], [], [two], []], candidates: 9, digest: '', seed: 7 };
    expect(reported(journalOf({ waves: [[one], [], [], []], waveTerms }, [1, chosen])).scope).toEqual({
      waves: [
        { wave: 1, chosen: 'NAMED', optional: false, sourceServerIds: [one] },
        { wave: 2, chosen: 'BY_TAG', optional: false, sourceServerIds: [] },
        { wave: 3, chosen: 'RANDOM_SAMPLE', optional: true, sourceServerIds: [two] },
        { wave: 4, chosen: 'STALEST_SAMPLE', optional: false, sourceServerIds: [] },
      ],
      candidates: 9,
      seed: 7,
    });
  });

  test('what the checks before the launch found', () => {
    const warned: Fact = { type: 'ChecksWarned', warnings: [{ check: 'termination-allowed', sourceServerId: one }] };
    const failed: Fact = { type: 'ChecksFailed', failures: [{ check: 'lag', sourceServerId: one, message: 'Late.' }] };
    const late: Fact = { type: 'ChecksWarned', warnings: [{ check: 'events-received' }] };
    expect(reported(journalOf({}, inspecting(), [2, warned, failed])).preflight).toEqual({
      passed: false,
      failures: [{ check: 'lag', sourceServerId: one, message: 'Late.' }],
      waived: [],
      warnings: [
        {
          ...{ check: 'termination-allowed', sourceServerId: one },
          message: expect.stringContaining('protects the instance from termination'),
        },
      ],
    });
    expect(reported(journalOf({}, ...launching(), [20, late])).preflight).toMatchObject({ passed: true, warnings: [] });
    expect(reported(journalOf({}, inspecting())).preflight.passed).toBeNull();
  });

  test('how long the hold was planned and lasted, and which extensions came into force', () => {
    const extension = (until: number): Fact => ({ type: 'HoldExtensionRequested', by: 'bob', until: at(until) });
    const steps: Recorded[] = [
      [20, extension(60)],
      [21, { type: 'HoldExtended', until: at(60) }],
      [30, extension(90)],
      [31, { type: 'HoldExtensionFailed', reason: 'no hard stop' }],
      [32, extension(90)],
      [33, { type: 'HoldExtended', until: at(90) }],
    ];
    expect(reported(journalOf({}, ...launching(), ...steps, ...holding())).hold).toEqual({
      plannedSeconds: 3600,
      beganAt: timeAt(15),
      endedAt: timeAt(45),
      heldSeconds: 1800,
      endedBy: null,
      extensions: [
        { at: timeAt(20), by: 'bob', until: timeAt(60), inForce: true },
        { at: timeAt(30), by: 'bob', until: timeAt(90), inForce: false },
        { at: timeAt(32), by: 'bob', until: timeAt(90), inForce: true },
      ],
    });
  });

  test('what each check found on each server, and what its outputs hash to', () => {
    const check: CheckTerms = { kind: 'TCP', name: 'db', required: true, port: 5432, control: { port: 1 } };
    const results: Fact[] = [
      { type: 'CheckBegan', check: 'db', sourceServerIds: [one] },
      {
        type: 'ServersChecked',
        check: 'db',
        servers: [{ sourceServerId: one, state: 'PASSED', because: 'answered', outputs: ['e'.repeat(64)] }],
      },
      { type: 'CheckDecided', check: 'db', state: 'PASSED', because: 'passed on 1 of 1 server' },
    ];
    const report = reported(journalOf({ checks: [check] }, ...launching(), [20, ...results]));
    expect(report.checks).toEqual([
      {
        ...{ name: 'db', kind: 'TCP', required: true, state: 'PASSED', because: 'passed on 1 of 1 server' },
        ...{ by: null, evidenceUrl: null, beganAt: timeAt(20), decidedAt: timeAt(20), control: true },
        counts: { PASSED: 1 },
        servers: [{ sourceServerId: one, state: 'PASSED', because: 'answered', outputs: ['e'.repeat(64)] }],
        output: null,
      },
    ]);
    expect(report.timeToChecked?.seconds).toBe(20 * 60);
  });

  test('of post-launch actions whether each server’s required ones succeeded', () => {
    const run = { runId: null, actionId: null, name: 'x', optional: false, failureReason: null };
    const seen: Fact = {
      type: 'LaunchActionsSeen',
      sourceServerIds: [one],
      reported: [{ sourceServerId: one, agentSeenAt: null, runs: [{ ...run, status: 'SUCCEEDED' }] }],
    };
    const launch: Recorded = [
      12,
      {
        type: 'ServerLaunched',
        ...{ sourceServerId: one, launchedAt: at(11), instanceId: null, usedPreviousSnapshot: false, steps: {} },
        ranActions: true,
      },
    ];
    expect(reported(journalOf({}, launch, [13, seen])).checks).toMatchObject([
      { kind: 'LAUNCH_ACTION', state: 'PASSED', counts: { PASSED: 1 }, servers: [{ state: 'PASSED' }] },
    ]);
  });

  test('how everything was proved gone, what leaked, and what the guard did', () => {
    const leak: Fact = { type: 'LeakReported', sourceServerIds: [one], standing: { [one]: 'i-1 running' } };
    const guardNotes = [{ at: at(47), note: { did: 'terminated' } }];
    const steps: Recorded[] = [...passing().slice(0, 7), [46, leak], ...passing().slice(7)];
    const { cleanup, integrity } = reported(journalOf({}, ...steps), { guardNotes });
    expect(cleanup).toEqual({
      state: 'CLEAN',
      secondsToLastProof: 300,
      proofs: [
        { sourceServerId: one, instanceId: instanceOf(one), volumeIds: ['vol-1'], proof: 'TERMINATED', at: timeAt(50) },
      ],
      leaks: [{ at: timeAt(46), sourceServerIds: [one], standing: { [one]: 'i-1 running' } }],
      guard: [{ at: timeAt(47), note: { did: 'terminated' } }],
    });
    expect(integrity.guardNotes).toBe(1);
  });

  test('no last proof as long as something is leaked', () => {
    const leak: Recorded = [60, { type: 'LeakReported', sourceServerIds: [two] }];
    const report = reported(journalOf({ waves: [[one, two]] }, ...passing().slice(0, -1), leak));
    expect(report.cleanup).toMatchObject({ state: 'LEAKED', secondsToLastProof: null });
  });

  test('what the drill has used, and what that costs by list prices', () => {
    const prices = {
      ...{ region: SITE.region, currency: 'USD', publishedAt: at(-60), readAt: at(-30) },
      ...{ instanceHours: { 'm5.large': 1 }, gigabyteMonths: { gp3: 73 } },
    };
    const report = reported(journalOf({}, ...passing()), { context: someContext({ prices }) });
    expect(report.quantities).toEqual({
      instanceHours: [{ instanceType: 'm5.large', hours: { atLeast: 0.6, atMost: 0.65 } }],
      gigabyteHours: [{ volumeType: 'gp3', hours: { atLeast: 30, atMost: 32.5 } }],
      unknown: 0,
    });
    expect(report.cost).toMatchObject({
      amount: { atLeast: 3.6, atMost: 3.9 },
      pricesPublishedAt: timeAt(-60),
      pricesReadAt: timeAt(-30),
    });
  });

  test('nothing of quantities while the drill runs, and the forecast of a dry run', () => {
    expect(reported(journalOf({}, ...launching())).quantities).toBeNull();
    const { forecast, servers } = someForecast([[one]]);
    const made = journalOf(
      { terms: someTerms({ dryRun: true }) },
      inspecting(),
      [2, { type: 'Forecasted', forecast, servers }],
      ending('READY', 'Ready.'),
    );
    expect(reported(made).quantities).toEqual(forecast.quantities);
  });

  test('what differs from the newest drill of the plan before it that has passed', () => {
    const before = { drillId: 'd-0', report: reported(journalOf({}, ...passing())) };
    const now = journalOf({ terms: someTerms({ reason: 'Again' }) }, ...passing());
    const { comparison } = reported(now, { context: someContext({ before }) });
    expect(comparison?.parts.map(({ part }) => part)).toEqual(['PLAN']);
    expect(reported(now).comparison).toBeNull();
  });

  test('how far journal and record prove each other', () => {
    expect(reported(journalOf({}, ...passing())).integrity).toEqual({
      entries: 12,
      journalHash: 'a'.repeat(64),
      recordHash: 'b'.repeat(64),
      chainedFromSeq: 1,
      contradiction: null,
      notes: 0,
      lastNoteHash: null,
      guardNotes: 0,
    });
    const integrity = { ...someContext().integrity, contradiction: 'Entry 3 is missing.', replayContradiction: 'why' };
    const report = reported(journalOf({}, ...passing()), { context: someContext({ integrity }) });
    expect(report.integrity.contradiction).toBe('Entry 3 is missing.');
  });
});
