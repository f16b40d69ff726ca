import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../../src/evidence/forms/markdownOf.ts';
import { hostileReport } from './anyReport.ts';
import { given } from './given.ts';

const BYTES_MAX = 60_000;
const NOTHING_MEASURED = { seconds: null, atLeastSeconds: null, from: null, to: null, notBefore: null };

describe('the report as Markdown', () => {
  test('begins with the world and the verdict', () => {
    expect(markdownOf(given('FAILED'))).toMatch(/^# REAL · Disaster-recovery drill: Failed\n/);
  });

  test.each([
    ['REJECTED', 'Not passed: rejected'],
    ['CANCELLED', 'Not passed: cancelled'],
    ['YIELDED', 'Not passed: gave way to a real recovery'],
    ['FAILED', 'Failed'],
    [null, 'Failed'],
  ] as const)('of a drill that did not pass says by its outcome %s why not', (outcome, said) => {
    const report = given('FAILED');
    const [heading] = markdownOf({ ...report, verdict: { ...report.verdict, outcome } }).split('\n');
    expect(heading).toBe(`# REAL · Disaster-recovery drill: ${said}`);
  });

  test('does not call a dry run a drill that passed', () => {
    const report = given('PASSED');
    const verdict = { ...report.verdict, computed: 'PASSED_WITH_CONDITIONS' as const, outcome: 'READY' as const };
    expect(markdownOf({ ...report, verdict })).toMatch(/^# REAL · .*: Dry run: passed with conditions\n/);
  });

  test('says on how many servers a time was not measured', () => {
    const report = given('PASSED', 3);
    const unmeasured = { ...NOTHING_MEASURED, reason: 'It was never seen working.' };
    const servers = report.servers.map((server, index) =>
      index === 1 ? { ...server, clocks: { ...server.clocks, recoveryPoint: unmeasured } } : server,
    );
    expect(markdownOf({ ...report, servers })).toMatch(/\| recovery point: .*; not measured on 1 required server \|/);
    expect(markdownOf(report)).not.toContain('not measured on');
    const none = report.servers.map((server) => ({
      ...server,
      clocks: { ...server.clocks, recoveryPoint: unmeasured },
    }));
    expect(markdownOf({ ...report, servers: none })).toMatch(/lost \| [^|]* \| not measured on 3 required servers \|/);
  });

  test('claims nothing of machines for a drill without checks that saw none start', () => {
    const report = { ...given('PASSED'), checks: [] };
    expect(markdownOf({ ...report, evidenceLevel: 'BOOTED' })).toContain('it shows only that machines start');
    expect(markdownOf({ ...report, evidenceLevel: null })).not.toContain('machines start');
  });

  test('says of a server whose machine only ran that it was not seen working', () => {
    const report = given('PASSED', 1);
    const servers = report.servers.map((server) => ({ ...server, verified: 'RUNNING' as const, passed: null }));
    expect(markdownOf({ ...report, servers })).toContain('launched, not seen working');
  });

  test('warns of a simulated world and of a drill that is not final', () => {
    const report = given('PASSED');
    const text = markdownOf({ ...report, final: false, identity: { ...report.identity, world: 'SIMULATED' } });
    expect(text).toContain('> [!WARNING]\n> **SIMULATED');
    expect(text).toContain('> [!CAUTION]\n> **NOT FINAL');
  });

  test('shows fifty servers, those that did not pass first, and folds the others', () => {
    const text = markdownOf(given('FAILED', 60));
    const [open = '', folded = ''] = text.split('<details>');
    expect(open.match(/\(s-\d+\) \||\| s-\d+ \|/g)).toHaveLength(50 + 3);
    expect(open).toMatch(/## Servers \(60\)\n[^s]*The first 50[\s\S]*?\| --- \|\n\| shop-web-2/);
    expect(folded).toContain('10 more servers</summary>');
    expect(folded.trimEnd().endsWith('</details>')).toBe(true);
  });

  test('is never longer than a summary that people read, and says what it leaves out', () => {
    const report = given('FAILED', 300);
    const servers = report.servers.map((server) => ({ ...server, hostname: '€'.repeat(255), error: 'x'.repeat(8192) }));
    const text = markdownOf({ ...report, servers });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BYTES_MAX);
    expect(text).toMatch(/\d+ more servers left out: report\.json has all of them\./);
    expect(text.trimEnd().endsWith('</details>')).toBe(true);
  });

  test('shows what people and services wrote as text, and keeps its tables whole', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = markdownOf(report);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BYTES_MAX);
        expect(text.replace(/<\/?(details|summary)>/g, '')).not.toMatch(
          /<|(?<!\\)(\\\\)*`|(?<!\\)!\[(?!(NOTE|WARNING|CAUTION)\])/,
        );
        for (const table of text.split(/\n\n/).filter((block) => block.startsWith('|'))) {
          const widths = table
            .trimEnd()
            .split('\n')
            .map((line) => line.match(/(?<!\\)(\\\\)*\|/g)?.length);
          expect(new Set(widths).size).toBe(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
