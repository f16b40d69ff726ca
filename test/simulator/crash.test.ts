import { describe, expect, it } from 'vitest';
import { countPoints, crashAt, storyOfTwoWaves } from '../../src/simulator/seeded/crashEverywhere.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

/** `npm run test:long` crashes at every point. */
const CRASH_STRIDE = Number(process.env['CRASH_STRIDE'] ?? 5);

describe('crashing everywhere', () => {
  it('runs the intended drill: two waves, a server that fails, an extension', async () => {
    // given / when
    const { drills, violations } = await runSeed(1, storyOfTwoWaves);
    // then
    expect(violations).toEqual([]);
    expect(drills[0]).toMatchObject({ phase: 'ENDED', outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(drills[0]?.waves.map((wave) => wave.state)).toEqual(['LAUNCHED', 'LAUNCHED']);
    expect((drills[0]?.holdEndedAt ?? 0) - (drills[0]?.requestedAt ?? 0)).toBeGreaterThan(1_400_000);
  });

  it('keeps every promise wherever a function dies, even if the retry dies at the same point', async () => {
    // given
    const points = await countPoints();
    // when
    const crashed = await crashAt(
      Array.from({ length: points / CRASH_STRIDE }, (_, index) => 1 + index * CRASH_STRIDE),
    );
    console.log(`crashed at ${crashed.points} points, at ${crashed.again} of them twice`);
    // then
    expect(crashed.violations).toEqual([]);
    expect(crashed.points).toBeGreaterThan(400 / CRASH_STRIDE);
    // A person’s own call is not retried, so its points are met only once.
    expect(crashed.again).toBeGreaterThan(crashed.points / 3);
  }, 240_000);
});
