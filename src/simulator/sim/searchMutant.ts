import { buildMutant } from './buildMutant.ts';
import type { Safeguard } from './mutant.ts';
import { openPool, runSeeds } from './workerPool.ts';

/** The first seed that detects the missing safeguard, with its violation; undefined when none does. */
export async function searchMutant(
  safeguard: Safeguard,
  from: number,
  count: number,
  failsAnyway: ReadonlySet<number> = new Set(),
): Promise<{ seed: number; violation: string } | undefined> {
  const built = await buildMutant(safeguard);
  const pool = openPool(built.entry);
  const found: { seed: number; violation: string }[] = [];
  try {
    await runSeeds(pool, { from, count }, ({ seed, violations: [violation] }) => {
      if (violation === undefined || failsAnyway.has(seed)) return 'GO_ON';
      found.push({ seed, violation });
      return 'ENOUGH';
    });
  } finally {
    await pool.close();
    await built.remove();
  }
  return found[0];
}
