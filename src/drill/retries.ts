import type { Drill } from './drill.ts';

/** The timers of failed effects begin with this. */
export const RETRY = 'retry/';

/** The timer until an effect of this key is asked for again. */
export function retryTimer(key: string): string {
  return `${RETRY}${key}`;
}

/** Whether an effect of this very key is open, or will be asked for again. */
export function isAsked({ open, timers }: Drill, key: string): boolean {
  return timers[retryTimer(key)] !== undefined || Object.values(open).some((one) => one.key === key);
}
