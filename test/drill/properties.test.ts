import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELAY_SECONDS_MAX } from '../../src/drill/bounds.ts';
import { type Answered, decide, decideOn } from '../../src/drill/decide.ts';
import type { Drill, Instant } from '../../src/drill/drill.ts';
import type { RequestedEffect } from '../../src/drill/effects.ts';
import { draftOf, evolve, fold } from '../../src/drill/evolve.ts';
import type { Fact, JournalEntry } from '../../src/drill/facts.ts';
import type { Input } from '../../src/drill/inputs.ts';
import { violatedByStep, violatedInvariants } from '../../src/drill/invariants.ts';
import { changeSite, emptySite, type SiteRecord } from '../../src/drill/site.ts';
import { dueAt } from '../../src/drill/waiting.ts';
import { ended, holding, launching, terminating } from './chapters.ts';
import { deepFreeze, LIMITS, requested, SITE, server, T } from './given.ts';
import { anyFact } from './someFacts.ts';
import { type Random, someInput } from './someInputs.ts';

const RUNS = 400;
const STEPS_MAX = 60;

/** One event: what, after how long, and random numbers for its contents. */
const move = fc.record({
  what: fc.nat(99),
  milliseconds: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 20_000, max: 1_200_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_200_000, max: 20_000_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -3_600_000, max: -1 }) },
  ),
  random: fc.array(fc.nat(999), { minLength: 12, maxLength: 12 }),
});

const request = fc.record({
  waves: fc.constantFrom<string[][]>([[server(1)]], [[server(1), server(2)]], [[server(1)], [server(2), server(3)]]),
  serversPerJob: fc.constantFrom(1, 2, 50),
  onLaunchFailure: fc.constantFrom('HOLD' as const, 'CONTINUE' as const, 'TERMINATE' as const),
  holdSeconds: fc.constantFrom(0, 60, 1800, 40_000),
});

describe('any inputs in any order', () => {
  test('no step throws, violates an invariant, runs back in time or leaves the drill without a wake', () => {
    fc.assert(
      fc.property(request, fc.array(move, { maxLength: STEPS_MAX, size: 'max' }), (requested, moves) => {
        let reported = begin(requested);
        for (const { what, milliseconds, random } of moves) {
          const now = reported.now + milliseconds;
          const input = someInput(reported, what, Math.max(now, T), randomOf(random));
          reported = step(reported, input);
        }
        expectFold(reported);
      }),
      { numRuns: RUNS },
    );
  });

  test('these runs reach all phases and outcomes', () => {
    // given
    const phases = new Set<string>();
    const outcomes = new Set<string>();
    // when
    fc.assert(
      fc.property(request, fc.array(move, { minLength: STEPS_MAX, maxLength: STEPS_MAX }), (requested, moves) => {
        let reported = begin(requested);
        for (const { what, milliseconds, random } of moves) {
          reported = step(
            reported,
            someInput(reported, what, Math.max(reported.now + milliseconds, T), randomOf(random)),
          );
          phases.add(reported.drill.phase);
        }
        outcomes.add(reported.drill.outcome ?? 'none yet');
      }),
      { numRuns: RUNS, seed: 20_260_105 },
    );
    // then
    expect([...phases].sort()).toEqual(
      expect.arrayContaining(['ENDED', 'HOLDING', 'LAUNCHING', 'TERMINATING', 'VALIDATING', 'VERIFYING']),
    );
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['CANCELLED', 'FAILED', 'REJECTED', 'YIELDED']));
  });
});

describe('evolve', () => {
  test.each([
    ['launching', launching],
    ['holding', holding],
    ['terminating', terminating],
    ['ended', ended],
  ])('applies any facts in any order to a drill that is %s, and never throws', (_phase, story) => {
    const { drill } = deepFreeze(story());
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), fc.integer({ min: 0, max: 2 * T }), (facts, at) => {
        const after = evolve(drill, at, deepFreeze(facts)) as Drill;
        expect(after.at).toBe(facts.length === 0 ? drill.at : Math.max(at, drill.at));
        expect(dueAt(after) === undefined).toBe(after.phase === 'ENDED');
      }),
      { numRuns: RUNS },
    );
  });

  test('makes no drill of facts without a request, and never throws', () => {
    const unrequested = anyFact.filter((fact) => fact.type !== 'DrillRequested');
    fc.assert(
      fc.property(fc.array(unrequested, { maxLength: 10 }), (facts) => {
        expect(evolve(undefined, T, deepFreeze(facts))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  test('gives the same result fact by fact as all at once', () => {
    const { drill } = deepFreeze(launching());
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 15 }), (facts) => {
        const one = facts.reduce<Drill | undefined>((before, fact) => evolve(before, T, [fact]), drill);
        expect(one).toEqual(evolve(drill, T, facts));
      }),
      { numRuns: RUNS },
    );
  });
});

/** A drill with its journal and every effect that it ever requested. */
interface Report {
  drill: Drill;
  site: SiteRecord;
  entries: JournalEntry[];
  effects: RequestedEffect[];
  now: Instant;
}

function begin({ waves, serversPerJob, ...terms }: { waves: string[][]; serversPerJob: number } & object): Report {
  const input = requested(waves, terms, { ...LIMITS, serversPerJob });
  const site = deepFreeze(emptySite(SITE.accountId, SITE.region));
  const decided = decisionOf(decide(undefined, deepFreeze(input), site));
  const drill = evolve(undefined, T, decided.facts) as Drill;
  const entry = entryOf(drill, 1, T, decided.facts);
  return { drill, site: siteAfter(site, drill, decided.facts), entries: [entry], effects: decided.requested, now: T };
}

function step(reported: Report, input: Input): Report {
  const before = deepFreeze(reported.drill);
  const answered = decide(before, deepFreeze(input), deepFreeze(reported.site));
  const draft = draftOf(before);
  expect(decideOn(draft, input, reported.site)).toEqual(answered);
  expect(draft).toEqual('refused' in answered ? before : evolve(before, Math.max(input.at, before.at), answered.facts));
  if ('refused' in answered) return reported;
  const { facts, requested, withdrawn } = deepFreeze(answered);
  if (facts.length === 0) {
    expect([requested, withdrawn]).toEqual([[], []]);
    return { ...reported, now: Math.max(reported.now, input.at) };
  }
  const at = Math.max(input.at, before.at);
  const drill = evolve(before, at, facts) as Drill;
  expectSound(before, drill, requested, withdrawn);
  const entries = [...reported.entries, entryOf(drill, reported.entries.length + 1, at, facts)];
  const effects = [...reported.effects, ...requested];
  return {
    drill,
    site: siteAfter(reported.site, drill, facts),
    entries,
    effects,
    now: Math.max(reported.now, input.at),
  };
}

function expectSound(before: Drill, drill: Drill, requested: RequestedEffect[], withdrawn: string[]): void {
  expect([...violatedInvariants(drill), ...violatedByStep(before, drill)]).toEqual([]);
  expect(drill.at).toBeGreaterThanOrEqual(before.at);
  const keys = Object.values(drill.open).map((open) => open.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { effectId, delaySeconds } of requested) {
    expect(before.open[effectId]).toBeUndefined();
    expect(drill.open[effectId] !== undefined || withdrawn.includes(effectId)).toBe(true);
    expect(Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= DELAY_SECONDS_MAX).toBe(true);
  }
  for (const effectId of withdrawn) expect(drill.open[effectId]).toBeUndefined();
  if (drill.phase === 'ENDED') expect([drill.open, drill.timers, dueAt(drill)]).toEqual([{}, {}, undefined]);
  else expect(dueAt(drill)).toBeGreaterThan(0);
}

/** DynamoDB returns JSON. The record and the fold of the journal must still be the same. */
function expectFold(reported: Report): void {
  const entries = JSON.parse(JSON.stringify(reported.entries)) as JournalEntry[];
  expect(fold(entries)).toEqual(JSON.parse(JSON.stringify(reported.drill)));
}

function decisionOf(answered: Answered) {
  if ('refused' in answered) throw new Error(`refused: ${answered.refused.message}`);
  return answered;
}

function entryOf(drill: Drill, seq: number, at: Instant, facts: Fact[]): JournalEntry {
  return { drillId: drill.drillId, seq, at, cause: 'test', facts };
}

function siteAfter(site: SiteRecord, drill: Drill, facts: Fact[]): SiteRecord {
  return changeSite(site, drill, drill.at, facts)?.record ?? site;
}

/** The numbers of a move, one after the other, and from the start again. */
function randomOf(numbers: number[]): Random {
  let used = 0;
  return (below) => (numbers[used++ % numbers.length] ?? 0) % below;
}
