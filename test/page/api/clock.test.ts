import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nowMs, observeDate } from '../../../src/page/api/clock.ts';

const BEGAN_MS = Date.parse('2026-12-01T02:00:00.000Z');
/** How long the machine has slept, during which only its wall clock went on. */
let sleptMs = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: BEGAN_MS });
  const began = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() - BEGAN_MS - sleptMs + began);
  answered(0);
  answered(10);
});

afterEach(() => {
  sleptMs = 0;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a machine that has slept shows the time of the API at its first answer, and no other time after it', () => {
  sleptMs = 8 * HOUR_MS;
  vi.advanceTimersByTime(sleptMs);
  answered(10);
  expect(nowMs()).toBe(Date.now());
  vi.advanceTimersByTime(5000);
  expect(nowMs()).toBe(Date.now());
});

test('a clock that runs fast, as in a simulated world, goes on so between answers', () => {
  vi.advanceTimersByTime(10_000);
  const apiMs = Date.now() + 1_000_000;
  observeDate(new Date(apiMs).toUTCString());
  vi.advanceTimersByTime(1000);
  expect(nowMs() - apiMs).toBeGreaterThan(100_000);
});

const HOUR_MS = 3_600_000;

/** The API answers so many seconds later, and its clock is right. */
function answered(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1000);
  observeDate(new Date(Date.now()).toUTCString());
}
