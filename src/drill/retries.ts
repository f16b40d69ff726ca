import type { Drill } from './drill.ts';
import type { EffectKey } from './effectKeys.ts';
import { retryTimer } from './timers.ts';

/** Whether an effect with this exact key is open or waits for its retry. */
export function isRequested({ open, timers }: Drill, key: EffectKey): boolean {
  return timers[retryTimer(key)] !== undefined || Object.values(open).some((one) => one.key === key);
}
