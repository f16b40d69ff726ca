import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/page/api/answers.ts';
import type { Problem } from '../../../src/page/api/client.ts';
import { pauseMs } from '../../../src/page/api/pauseMs.ts';

const NOW = 10_000_000;

function refused(status: number): Refusal {
  return new Refusal(status, { status, detail: '' } as Problem);
}

describe('the pause before the next read', () => {
  test('is what the view wants while reads succeed', () => {
    expect(pauseMs(15, { error: null, dataUpdatedAt: NOW, errorUpdateCount: 0 }, NOW)).toBe(15_000);
    expect(pauseMs(0, { error: null, dataUpdatedAt: NOW, errorUpdateCount: 0 }, NOW)).toBe(false);
  });

  test('never ends for what does not exist', () => {
    expect(pauseMs(15, { error: refused(404), dataUpdatedAt: 0, errorUpdateCount: 1 }, NOW)).toBe(false);
    expect(pauseMs(15, { error: refused(404), dataUpdatedAt: NOW, errorUpdateCount: 1 }, NOW)).toBe(false);
  });

  test('never ends after a fault of the page, which the next answer would meet, too', () => {
    expect(
      pauseMs(15, { error: new TypeError('x is not iterable'), dataUpdatedAt: NOW, errorUpdateCount: 1 }, NOW),
    ).toBe(false);
  });

  test('grows with an outage, up to a minute', () => {
    const lasting = (ms: number) => ({ error: refused(502), dataUpdatedAt: NOW - ms, errorUpdateCount: 9 });
    expect(pauseMs(3, lasting(2000), NOW)).toBe(3000);
    expect(pauseMs(3, lasting(40_000), NOW)).toBe(20_000);
    expect(pauseMs(3, lasting(4_000_000), NOW)).toBe(60_000);
  });

  test('grows with every failure before the first answer', () => {
    expect(pauseMs(3, { error: refused(502), dataUpdatedAt: 0, errorUpdateCount: 2 }, NOW)).toBe(6000);
  });
});
