import type { EffectKey } from './effectKeys.ts';

/** What a drill waits for, by name. Deadlines only bound a wait; a retry is the pause after an effect that has failed. */
export type Timer =
  | 'launchLook'
  | 'secondLook'
  | 'recoveryLook'
  | 'actions'
  | 'hold'
  | 'termination'
  | 'unproven'
  | 'leftovers'
  | `boot/${number}`
  | `deadline/${'turn' | 'validation' | 'wave' | 'leak'}`
  | RetryTimer;

export type RetryTimer = `retry/${EffectKey}`;

/** The timer until an effect of this key is asked for again. */
export function retryTimer(key: EffectKey): RetryTimer {
  return `retry/${key}`;
}

export function isRetry(timer: Timer): boolean {
  return timer.startsWith('retry/');
}

export function isDeadline(timer: Timer): boolean {
  return timer.startsWith('deadline/');
}

/** The timers that are set, each with its time. */
export function timersSet<At>(timers: { [timer in Timer]?: At }): [Timer, At][] {
  return Object.entries(timers) as [Timer, At][];
}
