import { describe, expect, test } from 'vitest';
import { HOUR_SECONDS, SECOND_MS } from '../../../../src/drill/bounds.ts';
import { createDice } from '../../../../src/simulator/aws/dice.ts';
import { isSealed, sealWorld } from '../../../../src/simulator/seeded/evidence/sealWorld.ts';
import { drawScenario } from '../../../../src/simulator/seeded/scenarios/scenarios.ts';
import { BEGINNING, type SeededWorld } from '../../../../src/simulator/seeded/seededState.ts';
import { buildWorld, planWorld, runSeed } from '../../../../src/simulator/seeded/seededWorld.ts';

const DAY_MS = 24 * HOUR_SECONDS * SECOND_MS;

describe('the drills of a seeded world', () => {
  test.each([1, 2, 3, 25])('are sealed although functions die and S3 and KMS fail: seed %i', async (seed) => {
    const world = await ranWorld(seed);
    const ended = world.deployments.flatMap(({ table }) => table.drills().filter(({ phase }) => phase === 'ENDED'));
    expect(ended.length).toBeGreaterThan(0);
    const before = world.dice.state;
    expect(await sealWorld(world)).toEqual([]);
    expect(world.dice.state).toBe(before);
  });

  test('are sealed in one world of six, which its seed alone decides', () => {
    const seeds = Array.from({ length: 6000 }, (_, seed) => seed);
    const sealed = seeds.filter(isSealed);
    expect(sealed.length).toBeGreaterThan(900);
    expect(sealed.length).toBeLessThan(1100);
    expect(seeds.filter(isSealed)).toEqual(sealed);
  });

  test('have an addendum when people have noted something after the first bundle', async () => {
    const parts = new Set<string>();
    for (const seed of [3, 4, 5, 25]) {
      const world = await ranWorld(seed);
      await sealWorld(world);
      for (const { table } of world.deployments)
        for (const { drillId } of table.drills())
          for (const { part } of await table.ports.seals.receipts(drillId)) parts.add(part);
    }
    expect([...parts].sort()).toEqual(['FIRST', 'NOTES']);
  });

  test('are not sealed before their end when the mark of a quarantine did not reach the table', async () => {
    const worlds: SeededWorld[] = [];
    await runSeed(441, drawScenario, undefined, (world) => void worlds.push(world));
    const quarantined = worlds.flatMap(({ deployments }) => deployments.flatMap((one) => [...one.quarantined]));
    expect(quarantined).toEqual(['d-000000000000000000000001']);
    for (const world of worlds) expect(await sealWorld(world)).toEqual([]);
  });

  test('are unsealed when nothing says that they are due, and then it is noticed', async () => {
    const world = await ranWorld(1);
    for (const { table } of world.deployments)
      for (const { drillId } of table.drills())
        for (const due of await table.ports.seals.dueOf(drillId)) await table.ports.seals.keep(null, due, null);
    expect((await sealWorld(world))[0]).toContain('each ended drill has exactly one first bundle, and it verifies');
  });
});

async function ranWorld(seed: number): Promise<SeededWorld> {
  const dice = createDice(seed);
  const world = buildWorld(seed, dice, drawScenario(dice, BEGINNING), undefined);
  planWorld(world);
  const end = BEGINNING + 2 * DAY_MS;
  await world.tasks.runUntil(end, world.aws, () => world.tasks.now() >= end);
  return world;
}
