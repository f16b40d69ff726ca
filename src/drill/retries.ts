import type { Drill } from './drill.ts';
import type { EffectKey } from './effectKeys.ts';
import { retryTimer } from './timers.ts';

/** Whether an effect of this very key is open, or will be asked for again. */
export function isRequested({ open, timers }: Drill, key: EffectKey): boolean {
  return timers[retryTimer(key)] !== undefined || Object.values(open).some((one) => one.key === key);
}
