import { expect, test } from 'vitest';
import { type Drill, OUTCOMES, type Outcome } from '../../../src/drill/drill.ts';
import { fold } from '../../../src/drill/evolve.ts';
import type { Fact, JournalEntry } from '../../../src/drill/facts.ts';
import { contradictedOutcome } from '../../../src/evidence/report/contradictedOutcome.ts';
import { drawScenario } from '../../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../../src/simulator/seeded/seededWorld.ts';
import { someTerms } from '../../builders.ts';
import { at, journalOf, launching, one, passing, type Recorded } from './given.ts';

const SEEDS = 60;

/** A passing drill that has a check, without the facts of one type. */
function without(type: Fact['type']): string | null {
  const passed: Recorded = [20, { type: 'CheckDecided', check: 'books', state: 'PASSED', because: null }];
  const all = [...passing().slice(0, 6), passed, ...passing().slice(6)];
  const left = all.map(([minute, ...facts]): Recorded => [minute, ...facts.filter((fact) => fact.type !== type)]);
  const { drill, entries } = journalOf({ checks: [{ kind: 'VERDICT', name: 'books', required: true }] }, ...left);
  return contradictedOutcome(drill, entries);
}

test('a drill that has passed does not contradict itself', () => {
  expect(without('LaunchActionsSeen')).toBeNull();
});

test.each<[Fact['type'], string]>([
  ['ServerLaunched', `not launched: ${one}.`],
  ['ServerVerified', `not seen working: ${one}.`],
  ['ServersHeld', `not seen up when its hold ended: ${one}.`],
  ['CheckDecided', 'Required check books did not pass (WAITING).'],
  ['HoldBegan', 'It had no hold.'],
  ['CleanupChanged', 'Not everything was proved gone (PENDING).'],
])('a drill that has passed without any %s contradicts itself', (type, why) => {
  expect(without(type)).toContain(why);
});

test.each<[string, Fact]>([
  ['was cancelled', { type: 'CancelRequested', by: 'bob', reason: 'storm' }],
  ['gave way', { type: 'YieldedTo', jobId: 'drsjob-9', sourceServerIds: [] }],
  ['was given up', { type: 'GivenUp', failure: { check: 'hard-stop', message: 'No hard stop.' } }],
  ['failed a check', { type: 'ChecksFailed', failures: [{ check: 'lag', message: 'Too long.' }] }],
  ['had its table restored', { type: 'TableRestored', restored: 'copy' }],
  [
    'lost an instance',
    { type: 'ServersLost', servers: [{ sourceServerId: one, state: null, lostAt: null, reason: null }] },
  ],
])('a drill that %s has not passed', (_what, fact) => {
  const { drill, entries } = journalOf({}, ...launching(), [20, fact], ...passing().slice(6));
  expect(contradictedOutcome(drill, entries)).toContain('The outcome is PASSED, and its facts lead to');
});

test('a drill that only cleaned up when its table was restored may have passed', () => {
  const restored: Recorded = [46, { type: 'TableRestored', restored: 'copy' }, { type: 'JobsSought' }];
  const { drill, entries } = journalOf({}, ...passing().slice(0, 7), restored, ...passing().slice(7));
  expect(contradictedOutcome(drill, entries)).toBeNull();
  const job: Recorded = [46, { type: 'LaunchStarted', launch: 1, jobId: 'drsjob-3', createdAt: at(46), found: true }];
  const missing = journalOf({}, ...passing().slice(0, 7), restored, job, ...passing().slice(7));
  expect(contradictedOutcome(missing.drill, missing.entries)).toContain('The table was restored (copy)');
});

test('a real recovery during the cleanup only delays it, and a cancel after the outcome does not change that', () => {
  const yielded: Recorded = [46, { type: 'YieldedTo', jobId: 'drsjob-9', sourceServerIds: [] }];
  const delayed = journalOf({}, ...passing().slice(0, 7), yielded, ...passing().slice(7));
  expect(contradictedOutcome(delayed.drill, delayed.entries)).toBeNull();
  const lost: Recorded = [
    20,
    { type: 'ServersLost', servers: [{ sourceServerId: one, state: 'stopped', lostAt: null, reason: null }] },
    { type: 'OutcomeDecided', outcome: 'FAILED', why: 'Lost.' },
  ];
  const cancel: Recorded = [21, { type: 'CancelRequested', by: 'bob', reason: 'storm' }];
  const failed = journalOf({}, ...launching(), lost, cancel, ...passing().slice(6));
  expect(contradictedOutcome(failed.drill, failed.entries)).toBeNull();
});

test('a drill that runs has no outcome to contradict, and one that ended without one does', () => {
  const running = journalOf({}, ...launching());
  expect(contradictedOutcome(running.drill, running.entries)).toBeNull();
  const ended = journalOf({ terms: someTerms({ holdSeconds: 0 }) }, ...passing().slice(0, -1), [
    51,
    { type: 'DrillEnded' },
  ]);
  expect(contradictedOutcome(ended.drill, ended.entries)).toContain('The outcome is missing');
});

test('in seeded worlds, the facts of every ended drill lead to its outcome, and to no other', async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++)
    await runSeed(seed, drawScenario, undefined, ({ deployments }) => {
      for (const { table } of deployments)
        for (const drill of table.drills().filter(({ phase }) => phase === 'ENDED'))
          wrong.push(...OUTCOMES.filter((outcome) => isMistaken(drill, table.entriesOf(drill.drillId), outcome)));
    });
  expect(wrong).toEqual([]);
});

/** Whether a journal that says another outcome goes unnoticed, or the true one is refused. */
function isMistaken(drill: Drill, entries: JournalEntry[], outcome: Outcome): boolean {
  const decided = (fact: Fact) => (fact.type === 'OutcomeDecided' ? { ...fact, outcome } : fact);
  const changed = entries.map((entry) => ({ ...entry, facts: entry.facts.map(decided) }));
  return (contradictedOutcome(fold(changed) as Drill, changed) === null) !== (outcome === drill.outcome);
}
