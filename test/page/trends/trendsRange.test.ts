import { describe, expect, test } from 'vitest';
import { rangeOf, rangeProblem, readRange } from '../../../src/page/trends/trendsRange.ts';

const NOW = Date.parse('2026-12-01T23:59:59Z');
const read = (text: string) => rangeOf(readRange(new URLSearchParams(text)), NOW);

describe('the range of the trends', () => {
  test('an address without a range means the last 90 days, today included', () => {
    expect(read('')).toEqual({ from: '2026-09-03', to: '2026-12-01' });
    expect(read('days=1')).toEqual({ from: '2026-12-01', to: '2026-12-01' });
  });

  test('a range from one day to another does not move with the time', () => {
    expect(read('from=2026-01-01&to=2026-03-31&days=30')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  });

  test.each([
    'from=2026-02-30&to=2026-03-31',
    'from=2026-03-02&to=2026-03-01',
    'from=x&to=y',
    'days=-3',
    'from=2026-01-01',
  ])('an address that makes no sense means the last 90 days: %s', (address) => {
    expect(read(address)).toEqual(read(''));
  });

  test('a range that is not one says why', () => {
    expect(rangeProblem({ from: '2026-01-01', to: '2026-01-01' })).toBeUndefined();
    expect(rangeProblem({ from: '2026-01-0', to: '2026-01-01' })).toContain('Give both days');
    expect(rangeProblem({ from: '1990-01-01', to: '2026-01-01' })).toContain('At most');
  });
});
