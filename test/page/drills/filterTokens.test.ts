import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILTER_PROPERTIES, filterOf, membersOf } from '../../../src/page/drills/drillsFilter.ts';
import { filterFromTokens, REQUESTED_AT, tokensOf } from '../../../src/page/drills/filterTokens.ts';
import { utcMoment } from '../../../src/page/words/utcMoment.ts';

const NONE = { by: null, from: null, to: null };

describe('the filter of the list of drills', () => {
  test('one property and a range of time is what an index serves', () => {
    const filter = filterFromTokens([
      { propertyKey: 'phase', operator: '=', value: 'HOLDING' },
      { propertyKey: REQUESTED_AT, operator: '>=', value: '2026-12-01' },
      { propertyKey: REQUESTED_AT, operator: '<', value: '2026-12-02 14:30' },
    ]);
    expect(filter).toEqual({
      by: { property: 'phase', value: 'HOLDING' },
      from: '2026-12-01T00:00:00.000Z',
      to: '2026-12-02T14:30:00.000Z',
    });
  });

  test('a second property is refused with both names', () => {
    const filter = filterFromTokens([
      { propertyKey: 'phase', operator: '=', value: 'HOLDING' },
      { propertyKey: 'requestedBy', operator: '=', value: 'ana' },
    ]);
    expect(filter).toEqual({ refusal: expect.stringMatching(/^Phase and Requested by cannot be combined/) });
  });

  test('a second value of the same property is refused as well', () => {
    const filter = filterFromTokens([
      { propertyKey: 'outcome', operator: '=', value: 'PASSED' },
      { propertyKey: 'outcome', operator: '=', value: 'FAILED' },
    ]);
    expect(filter).toEqual({ refusal: expect.stringMatching(/^Two values of Outcome cannot be combined/) });
  });

  test.each([
    ['is not a time', [['>=', 'yesterday']]],
    [
      'one beginning and one end',
      [
        ['>=', '2026-12-01'],
        ['>=', '2026-12-02'],
      ],
    ],
    [
      'begin after its end',
      [
        ['>=', '2026-12-02'],
        ['<', '2026-12-01'],
      ],
    ],
  ])('times are refused in words: %s', (words, times) => {
    const tokens = times.map(([operator, value]) => ({ propertyKey: REQUESTED_AT, operator: operator as '<', value }));
    expect(filterFromTokens(tokens)).toEqual({ refusal: expect.stringContaining(words) });
  });

  test('without tokens all drills are listed', () => {
    expect(filterFromTokens([])).toEqual(NONE);
  });

  test('an address keeps every filter', () => {
    fc.assert(
      fc.property(filters(), (filter) => {
        expect(filterOf(String(new URLSearchParams(membersOf(filter))))).toEqual(filter);
      }),
    );
  });

  test('the field shows every filter of whole seconds as it is', () => {
    fc.assert(
      fc.property(filters(), (filter) => {
        expect(filterFromTokens(tokensOf(filter))).toEqual(filter);
      }),
    );
  });

  test('of two properties in an address the first counts, and other members are ignored', () => {
    expect(filterOf('outcome=PASSED&phase=ENDED&drill=d-1&from=never')).toEqual({
      ...NONE,
      by: { property: 'phase', value: 'ENDED' },
    });
  });
});

describe('a time that somebody types', () => {
  test.each([
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    [' 2026-12-01 14:30 ', '2026-12-01T14:30:00.000Z'],
    ['2026-12-01 14:30:59 UTC', '2026-12-01T14:30:59.000Z'],
    ['2026-12-01T14:30:00+02:00', '2026-12-01T12:30:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(utcMoment(text)).toBe(moment);
  });

  test.each(['', '2026', '2026-02-30', '2026-13-01', '1 December', '2026-12-01 25:00'])('“%s” is none', (text) => {
    expect(utcMoment(text)).toBeNull();
  });
});

function filters() {
  const seconds = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 });
  const value = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
  const by = fc.option(fc.record({ property: fc.constantFrom(...FILTER_PROPERTIES), value }));
  const times = fc.option(fc.uniqueArray(seconds, { minLength: 2, maxLength: 2 }));
  return fc.record({ by, times, isOpen: fc.boolean() }).map(({ by: one, times: pair, isOpen }) => {
    const [from, to] = (pair ?? []).toSorted((a, b) => a - b).map((at) => new Date(at * 1000).toISOString());
    return { by: one, from: from ?? null, to: isOpen ? null : (to ?? null) };
  });
}
