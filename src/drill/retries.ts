import type { Drill } from './drill.ts';
import type { EffectKey, KeyGroup } from './effectKeys.ts';
import { retryTimer, timersSet } from './timers.ts';

/** Whether an effect with this exact key is open or waits for its retry. */
export function isRequested({ open, timers }: Drill, key: EffectKey): boolean {
  return timers[retryTimer(key)] !== undefined || Object.values(open).some((one) => one.key === key);
}

/** Whether any effect of a group is open or waits for its retry. */
export function isAnyRequested({ open, timers }: Drill, group: KeyGroup): boolean {
  if (Object.values(open).some(({ key }) => key.startsWith(`${group}/`))) return true;
  return timersSet(timers).some(([timer]) => timer.startsWith(`retry/${group}/`));
}
