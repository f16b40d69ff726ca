import type { EffectKey } from './effectKeys.ts';

/** The timers of a drill, by name. A deadline limits a wait. A retry is the pause after a failed effect. */
export type Timer =
  | 'launchLook'
  | 'secondLook'
  | 'recoveryLook'
  | 'actions'
  | 'wave'
  | 'hold'
  | 'checks'
  | 'termination'
  | 'unproven'
  | 'leftovers'
  | 'leakReport'
  | `boot/${number}`
  | `deadline/${'choice' | 'turn' | 'validation' | 'wave' | 'leak'}`
  | RetryTimer;

export type RetryTimer = `retry/${EffectKey}`;

/** The timer for the retry of an effect with this key. */
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
