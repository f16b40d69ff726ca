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

test('a world that runs fast and then slowly is never shown at a time that has not come', () => {
  let apiMs = Date.now();
  for (const rate of [...Array(10).fill(120), ...Array(10).fill(2)]) {
    vi.advanceTimersByTime(2000);
    apiMs += 2000 * rate;
    expect(nowMs()).toBeLessThanOrEqual(apiMs);
    observeDate(new Date(apiMs).toUTCString());
    expect(Math.abs(nowMs() - apiMs)).toBeLessThanOrEqual(1000);
  }
});

test('the rounding of answers to seconds does not make the clock tremble', () => {
  const shown = Array.from({ length: 20 }, () => {
    vi.advanceTimersByTime(700);
    observeDate(new Date(Date.now()).toUTCString());
    return nowMs() - Date.now();
  });
  expect(Math.max(...shown) - Math.min(...shown)).toBeLessThanOrEqual(1000);
  expect(new Set(shown.slice(-5)).size).toBe(1);
});

test('a clock of the API that was set back is followed', () => {
  const apiMs = Date.now() - HOUR_MS;
  observeDate(new Date(apiMs).toUTCString());
  expect(nowMs()).toBe(apiMs);
});

const HOUR_MS = 3_600_000;

/** The API answers so many seconds later, and its clock is right. */
function answered(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1000);
  observeDate(new Date(Date.now()).toUTCString());
}
