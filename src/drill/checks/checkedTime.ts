import { type End, type Measure, timeBetween } from '../clocks.ts';
import type { Drill } from '../drill.ts';

/**
 * From the request for the drill until the last of its required checks had passed: when somebody has shown that the
 * application works. Null for a drill without required checks.
 */
export function timeToChecked({ requestedAt, checks = [] }: Drill): Measure | null {
  const required = checks.filter((check) => check.required);
  if (required.length === 0) return null;
  const from: End = { at: requestedAt, source: 'drs-drill: the request for the drill' };
  const havePassed = required.every(({ state }) => state === 'PASSED');
  const at = Math.max(...required.map(({ decidedAt = 0 }) => decidedAt));
  const to: End | null = havePassed ? { at, source: 'drs-drill: the result of the last required check' } : null;
  return timeBetween(from, to, 'Not every required check has passed.');
}
