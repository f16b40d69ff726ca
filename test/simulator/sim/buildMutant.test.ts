import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { buildMutant } from '../../../src/simulator/sim/buildMutant.ts';
import { SAFEGUARDS } from '../../../src/simulator/sim/mutants.ts';
import { FOUND_FILE } from '../../../src/simulator/sim/sim.ts';
import { openPool } from '../../../src/simulator/sim/workerPool.ts';

const found: Record<string, { seed: number; violation: string }> = JSON.parse(await readFile(FOUND_FILE, 'utf8'));

/** `npm run test:long` */
describe('the product', () => {
  const honest = openPool(undefined, 1);
  afterAll(() => honest.close());

  it.each(SAFEGUARDS)('without $name violates a promise, with it none', async (safeguard) => {
    // given
    const { seed } = found[safeguard.name] ?? { seed: 0 };
    const built = await buildMutant(safeguard);
    const pool = openPool(built.entry, 1);
    try {
      // when
      const without = await pool.run({ type: 'run', seeds: [seed], leftOut: [], withTrace: false });
      const withIt = await honest.run({ type: 'run', seeds: [seed], leftOut: [], withTrace: false });
      // then
      expect(without.flatMap((summary) => summary.violations)).not.toEqual([]);
      expect(withIt.flatMap((summary) => summary.violations)).toEqual([]);
    } finally {
      await pool.close();
      await built.remove();
    }
  });
});
