import { describe, expect, it } from 'vitest';
import { createDice } from '../../../src/simulator/aws/dice.ts';
import { noFaults } from '../../../src/simulator/aws/faults.ts';
import { NO_PLATFORM_FAULTS } from '../../../src/simulator/seeded/scenarios/plans.ts';
import { drawScenario } from '../../../src/simulator/seeded/scenarios/scenarios.ts';
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

  it('does not change the world when nothing is left out', () => {
    expect(without(drawScenario, [])(createDice(seed), BEGINNING)).toEqual(drawScenario(createDice(seed), BEGINNING));
  });
});
