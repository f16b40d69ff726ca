import { SECOND_MS, SWEEP_GRACE_SECONDS } from '../drill/bounds.ts';
import { advance } from './advance.ts';
import type { Ports } from './ports.ts';

/** The maximum number of drills in one run; the next run continues with the rest. */
const DRILLS_PER_SWEEP_MAX = 100;

/** Wakes the drills whose own wake did not come. A failure does not hold up the others. */
export async function sweep(ports: Ports): Promise<{ advanced: number }> {
  const now = ports.clock.now();
  const overdue = await ports.drills.overdue(now - SWEEP_GRACE_SECONDS * SECOND_MS, DRILLS_PER_SWEEP_MAX);
  let advanced = 0;
  for (const drillId of overdue) {
    try {
      await advance(ports, drillId, { type: 'Woken', at: now });
      advanced += 1;
    } catch (error) {
      ports.log.error('sweep could not advance', { drillId, error: String(error) });
    }
  }
  return { advanced };
}
