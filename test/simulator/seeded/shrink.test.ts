import { describe, expect, it } from 'vitest';
import type { CheckScope } from '../../../src/drill/checks/checkTerms.ts';
import { createDice } from '../../../src/simulator/aws/dice.ts';
import { noFaults } from '../../../src/simulator/aws/faults.ts';
import { NO_PLATFORM_FAULTS, type PlannedCheck } from '../../../src/simulator/seeded/scenarios/plans.ts';
import { calmScenario, drawScenario } from '../../../src/simulator/seeded/scenarios/scenarios.ts';
import { BEGINNING } from '../../../src/simulator/seeded/seededState.ts';
import { without } from '../../../src/simulator/seeded/shrink.ts';

describe('leaving parts out of a world', () => {
  const seed = 11;

  it('leaves out a fault, a drill and a server, and nothing else', () => {
    // given
    const whole = drawScenario(createDice(seed), BEGINNING);
    // when
    const smaller = without(drawScenario, ['crash', 'throttled', 'server0', 'drill1'])(createDice(seed), BEGINNING);
    // then
    expect(smaller.platform).toEqual({ ...whole.platform, crash: NO_PLATFORM_FAULTS.crash });
    expect(smaller.faults).toEqual({ ...whole.faults, throttled: noFaults.throttled });
    expect(smaller.drills.flatMap((drill) => drill.waves.flat())).not.toContain(0);
    expect(smaller.drills.length).toBeLessThanOrEqual(whole.drills.length);
    expect(smaller.servers).toEqual(whole.servers);
  });

  const port = (name: string, required: boolean, of?: CheckScope): PlannedCheck => ({
    terms: { name, kind: 'TCP', required, port: 443, ...(of && { of }) },
    works: true,
  });
  const verdictOn = (check: string) => ({ at: BEGINNING + 60_000, action: 'verdict' as const, check });

  /** A drill of two waves with these checks; people give a verdict on each. */
  function checkedWorld(...checks: PlannedCheck[]) {
    return () => {
      const calm = calmScenario(BEGINNING, [[0], [1, 2]], [{}, {}, {}], { endHold: 'WHEN_CHECKED' });
      const actions = checks.map(({ terms }) => verdictOn(terms.name));
      return { ...calm, drills: calm.drills.map((drill) => ({ ...drill, checks, actions })) };
    };
  }

  it('leaves out a check with its verdicts, and the early end of a hold that nothing would wait for', () => {
    // given
    const draw = checkedWorld(port('first', true), port('second', false));
    const drillWithout = (...parts: string[]) => without(draw, parts)(createDice(seed), BEGINNING).drills[0];
    // when
    const one = drillWithout('check0.1');
    const none = drillWithout('check0.0', 'check0.1');
    // then
    expect(one?.checks?.map(({ terms }) => terms.name)).toEqual(['first']);
    expect(one?.actions).toEqual([verdictOn('first')]);
    expect(one?.terms.endHold).toBe('WHEN_CHECKED');
    expect([none?.checks, none?.actions, none?.terms.endHold]).toEqual([undefined, [], undefined]);
  });

  it('keeps a check on its own servers when others are left out, and leaves it out with the last of them', () => {
    // given
    const draw = checkedWorld(
      port('wave', true, { wave: 1 }),
      port('some', true, { sourceServerIds: ['0', '1'] }),
      port('gone', true, { sourceServerIds: ['0'] }),
      port('first wave', true, { wave: 0 }),
    );
    // when
    const smaller = without(draw, ['server0'])(createDice(seed), BEGINNING).drills[0];
    // then
    expect(smaller?.waves).toEqual([[1, 2]]);
    expect(smaller?.checks?.map(({ terms }) => [terms.name, 'of' in terms && terms.of])).toEqual([
      ['wave', { wave: 0 }],
      ['some', { sourceServerIds: ['1'] }],
    ]);
  });

  it('does not change the world when nothing is left out', () => {
    expect(without(drawScenario, [])(createDice(seed), BEGINNING)).toEqual(drawScenario(createDice(seed), BEGINNING));
  });
});
