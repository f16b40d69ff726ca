import { beforeEach, describe, expect, test } from 'vitest';
import { SEALED_DRILLS_MAX, UNSEALED_SECONDS_MAX } from '../../../src/drill/bounds.ts';
import { sealOverdue } from '../../../src/flow/evidence/sealOverdue.ts';
import { START } from '../../builders.ts';
import { begun, ended, type SealingWorld, sealingWorld, termsOf } from './givenSealing.ts';

const [ONE, OTHER] = ['d-000000000000000000000001', 'd-000000000000000000000002'];

let world: SealingWorld;
beforeEach(async () => {
  world = sealingWorld();
  for (const drillId of [ONE, OTHER]) {
    await begun(world, drillId);
    await ended(world, drillId);
  }
});

describe('the hourly look', () => {
  test('seals every drill whose event was lost', async () => {
    expect(await sealOverdue(world.ports, termsOf())).toEqual({ sealed: 2, unsealed: [] });
    expect(await sealOverdue(world.ports, termsOf())).toEqual({ sealed: 0, unsealed: [] });
  });

  test('seals the others when one cannot be sealed', async () => {
    expect(await sealOverdue(failingFor(ONE), termsOf())).toEqual({ sealed: 1, unsealed: [] });
    expect(await world.ports.seals.receipts(OTHER)).toHaveLength(1);
  });

  test('comes in a later hour to a drill behind a hundred that cannot be sealed', async () => {
    const failing = Array.from({ length: SEALED_DRILLS_MAX }, (_, n) => ({
      drillId: `d-failing-${n}`,
      dueAt: START - 1,
    }));
    const due = async (before: number, limit: number) => [...failing, ...(await world.ports.seals.due(before, limit))];
    const ports = { ...world.ports, seals: { ...world.ports.seals, due } };
    const looks = [];
    for (const hours of [0, 1]) {
      world.now = START + hours * 3_600_000;
      looks.push((await sealOverdue(ports, termsOf())).sealed);
    }
    expect(looks.toSorted()).toEqual([0, 2]);
  });

  test.each([
    ['names', 0, [ONE]],
    ['does not name yet', 1, []],
  ])('%s a drill that has stayed unsealed for two hours, but for %i milliseconds', async (_word, less, unsealed) => {
    world.now = START + UNSEALED_SECONDS_MAX * 1000 - less;
    expect(await sealOverdue(failingFor(ONE), termsOf())).toEqual({ sealed: 1, unsealed });
  });
});

function failingFor(drillId: string): SealingWorld['ports'] {
  const load: SealingWorld['ports']['drills']['load'] = async (id) => {
    if (id === drillId) throw new Error('the record is unreadable');
    return world.ports.drills.load(id);
  };
  return { ...world.ports, drills: { ...world.ports.drills, load } };
}
