import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fittingGrid } from '../../src/cli/terminal/fittingGrid.ts';
import { grid, painted, sheet } from '../../src/cli/terminal/grid.ts';

const out = Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream;
const at = (width: number) => ({ out, width });

const HEAD = ['DRILL', 'STATE', 'LASTED', 'REASON'];
const REASON = 'The quarterly rehearsal of the web shop, for the auditors';
const ROWS = [
  ['d-acery35ouv3ivshk7jgh8gh4', painted('PASSED'), '1 h 10 min to 1 h 12 min', REASON],
  ['d-xd7w5hlg94o0tcznt3h9wfk5', painted('FAILED'), '12 min', '-'],
];

describe('a table', () => {
  test('has one line per row where it fits', () => {
    expect(grid(HEAD, ROWS, at(160)).split('\n')).toHaveLength(3);
  });

  test('that is too wide wraps its cells between words and keeps numbers with their units', () => {
    expect(grid(HEAD, ROWS, at(100))).toBe(
      [
        'DRILL                       STATE   LASTED                    REASON',
        'd-acery35ouv3ivshk7jgh8gh4  PASSED  1 h 10 min to 1 h 12 min  The quarterly rehearsal of the web',
        '                                                              shop, for the auditors',
        'd-xd7w5hlg94o0tcznt3h9wfk5  FAILED  12 min                    -',
      ].join('\n'),
    );
    const narrow = grid(
      HEAD.slice(0, 3),
      ROWS.map((row) => row.slice(0, 3)),
      at(50),
    );
    expect(narrow.split('\n').slice(1, 4)).toEqual([
      'd-acery35ouv3ivshk7jgh8gh4  PASSED',
      '  lasted  1 h 10 min to 1 h 12 min',
      'd-xd7w5hlg94o0tcznt3h9wfk5  FAILED',
    ]);
  });

  test('whose last column would be too narrow shows it below the row', () => {
    expect(grid(HEAD, ROWS, at(64))).toBe(
      [
        'DRILL                       STATE   LASTED',
        'd-acery35ouv3ivshk7jgh8gh4  PASSED  1 h 10 min to 1 h 12 min',
        '  reason  The quarterly rehearsal of the web shop, for the',
        '          auditors',
        'd-xd7w5hlg94o0tcznt3h9wfk5  FAILED  12 min',
      ].join('\n'),
    );
  });

  test('that does not fit at all becomes one paragraph per row', () => {
    expect(grid(HEAD, ROWS.slice(1), at(40))).toBe(
      ['DRILL   d-xd7w5hlg94o0tcznt3h9wfk5', 'STATE   FAILED', 'LASTED  12 min', 'REASON  -'].join('\n'),
    );
  });

  test.each([20, 40, 60, 80, 100, 120])('of %i columns cuts no word, and is wider only for a longer word', (width) => {
    const shown = grid(HEAD, ROWS, at(width));
    for (const word of REASON.split(' ')) expect(shown.split(/\s+/)).toContain(word);
    const tooLong = shown.split('\n').filter((line) => line.length > width && line.trim().split(/ {2,}/).length > 2);
    expect(tooLong).toEqual([]);
  });
});

describe('a table with spare columns', () => {
  const head = ['DRILL', 'WORLD', 'P50', 'CLEANUP', 'REASON'];
  const rows = (...worlds: string[]) => worlds.map((world) => ['d-1', world, '10 min 25 s', painted('CLEAN'), REASON]);
  const spare = { ifSame: ['WORLD'], always: ['P50'] };

  test('has them all where they fit, without a remark', () => {
    expect(fittingGrid(head, rows('REAL', 'REAL'), spare, at(120)).split('\n')).toHaveLength(3);
  });

  test('drops them instead of wrapping a cell, and shows their common value', () => {
    expect(fittingGrid(head, rows('REAL', 'REAL'), spare, at(30)).split('\n').slice(0, 2)).toEqual([
      'DRILL  P50          CLEANUP',
      'd-1    10 min 25 s  CLEAN',
    ]);
    expect(fittingGrid(head, rows('REAL', 'REAL'), spare, at(30))).toMatch(/\n\(WORLD: REAL in every row\)$/);
    const narrow = fittingGrid(head, rows('REAL'), spare, at(24)).replace(/\n +/g, ' ');
    expect(narrow).toMatch(/^DRILL {2}CLEANUP\n/);
    expect(narrow).toMatch(/\n\(WORLD: REAL in every row; no room for P50: a wider terminal shows every column\)$/);
  });

  test('never drops a required column, nor one with different values', () => {
    const shown = fittingGrid(head, rows('REAL', 'SIMULATED'), spare, at(24));
    for (const word of ['REAL', 'SIMULATED', 'CLEAN']) expect(shown).toContain(word);
    expect(shown).not.toContain('no room');
  });
});

test('a long value of a sheet continues below its start', () => {
  expect(sheet([['why', REASON]], at(40))).toBe(
    ['why  The quarterly rehearsal of the web', '     shop, for the auditors'].join('\n'),
  );
});

test('colours do not change the width', () => {
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = '1';
  try {
    const coloured = grid(HEAD, ROWS, at(84));
    expect(coloured).toContain('\u001b[32mPASSED');
    process.env['FORCE_COLOR'] = '0';
    expect(stripVTControlCharacters(coloured)).toBe(grid(HEAD, ROWS, at(84)));
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
});
