import { expect, test } from 'vitest';
import { redrive } from '../../../src/simulator/seeded/seededInvoke.ts';
import type { SeededWorld } from '../../../src/simulator/seeded/seededState.ts';

const FAULTS_END = 1_000_000;

test('a message that was redriven three times and fails again breaks a promise once the faults are over', () => {
  const world = worldAt(FAULTS_END, 3);
  redrive(world);
  expect([...world.violations]).toEqual(['no message fails forever (hard stop 2)']);
});

test('while faults last, the message is redriven again, and its redrives do not count', () => {
  const world = worldAt(FAULTS_END - 1, 3);
  redrive(world);
  expect([world.violations.size, world.deadLetters.length]).toEqual([0, 0]);
});

/** A world with one dead letter. */
function worldAt(now: number, redriven: number): SeededWorld {
  return {
    tasks: { now: () => now, at: () => undefined },
    dice: { between: () => 0 },
    scenario: { faults: { faultsUntil: FAULTS_END } },
    violations: new Set<string>(),
    injected: {},
    deadLetters: [{ deployment: {}, message: { name: 'hard stop 2' }, redriven }],
  } as unknown as SeededWorld;
}
