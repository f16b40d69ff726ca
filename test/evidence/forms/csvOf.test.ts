import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../src/evidence/forms/csvOf.ts';
import { hostileReport } from './anyReport.ts';
import { given } from './given.ts';

describe('the servers as CSV', () => {
  test('are one a row, below a header that names the units', () => {
    const [header = [], ...rows] = parsed(csvOf(given('FAILED', 3)));
    expect(rows).toHaveLength(3);
    expect(header).toContain('recoveryTime (s, at most)');
    expect(Object.fromEntries(header.map((name, index) => [name, rows[1]?.[index]]))).toMatchObject({
      world: 'REAL',
      sourceServerId: 's-00000000000000002',
      passed: 'false',
      result: 'FAILED',
      verified: '',
      goneProof: 'NEVER_EXISTED',
    });
  });

  test('say the world in every row', () => {
    const report = given('PASSED', 3);
    const csv = csvOf({ ...report, identity: { ...report.identity, world: 'SIMULATED' } });
    expect(parsed(csv).map(([world]) => world)).toEqual(['world', 'SIMULATED', 'SIMULATED', 'SIMULATED']);
  });

  test('say in every row whether they may still change', () => {
    const [header = [], row] = parsed(csvOf({ ...given('PASSED', 1), final: false }));
    expect(row?.[header.indexOf('final')]).toBe('false');
  });

  test('are as many cells in every row, and none of them is a formula, whatever anybody wrote', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const [header = [], ...rows] = parsed(csvOf(report));
        expect(rows.map((row) => row.length)).toEqual(report.servers.map(() => header.length));
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });

  test('keep a name with a comma, a quote and a line end in one cell', () => {
    const report = given('PASSED', 1);
    const servers = report.servers.map((server) => ({ ...server, hostname: 'a, "b"\nc' }));
    expect(csvOf({ ...report, servers })).toContain('"a, ""b""\nc"');
  });
});

/** RFC 4180, written anew. */
function parsed(csv: string): string[][] {
  const cells = [...csv.matchAll(/("(?:[^"]|"")*"|[^,"\r\n]*)(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
