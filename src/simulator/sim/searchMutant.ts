import { buildMutant } from './buildMutant.ts';
import type { Safeguard } from './mutant.ts';
import { openPool, runSeeds } from './workerPool.ts';

/** The first seed at which the lack of a precaution shows, and how; undefined when none shows it. */
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
