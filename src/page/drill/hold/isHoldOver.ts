import type { Drill } from '../../api/client.ts';

/** Whether the time of a hold is over although the drill has not taken the step that ends it. */
export function isHoldOver({ phase, hold }: Pick<Drill, 'phase' | 'hold'>, nowMs: number): boolean {
  const { until, extensionRequestedUntil } = hold;
  if (phase !== 'HOLDING' || until === null) return false;
  return Math.max(Date.parse(until), Date.parse(extensionRequestedUntil ?? until)) <= nowMs;
}
