import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthHtmlOf } from '../../../src/evidence/month/monthHtmlOf.ts';
import { monthMarkdownOf } from '../../../src/evidence/month/monthMarkdownOf.ts';
import { monthOf, startOf, startOfNext } from '../../../src/evidence/month/monthOf.ts';
import { hostileText } from '../forms/anyReport.ts';
import { aMonth, someDrill, someNote } from './given.ts';

describe('the report of a month', () => {
  test('counts the drills by outcome, and those that have not ended', () => {
    const drills = [...aMonth().drills, someDrill({ endedAt: null, outcome: 'FAILED' })];
    expect(monthOf(aMonth({ drills }))).toMatchObject({
      outcomes: [
        { outcome: 'PASSED', drills: 1 },
        { outcome: 'FAILED', drills: 1 },
      ],
      open: 1,
      final: false,
    });
  });

  test('adds up its days, and sorts them', () => {
    const { trend } = monthOf(aMonth());
    expect(trend.days.map(({ day }) => day)).toEqual(['2026-10-04', '2026-10-11']);
    expect(trend.now).toMatchObject({ drills: 2, trials: 12, passed: 10, stopped: 1, passRate: 10 / 11 });
    expect(trend.before).toMatchObject({ drills: 0, passRate: null, longestRecoveryTimeSeconds: null });
  });

  test('says which drills an outcome counts, which servers a rate, and of what a number is a bound', () => {
    const text = monthMarkdownOf(monthOf(aMonth()));
    expect(text).toContain('## Outcomes of the drills requested in 2026-10');
    expect(text).toContain('| drills that ended, without dry runs | 0 | 2 |');
    expect(text).toContain('| pass rate of the other servers | – | 90.9 % |');
    expect(text).toContain('| longest recovery time, at most |');
  });

  test('is SIMULATED as soon as one drill was', () => {
    const drills = [someDrill(), someDrill({ world: 'SIMULATED' }), someDrill({ world: null })];
    const month = monthOf(aMonth({ drills }));
    expect(month).toMatchObject({ world: 'SIMULATED', simulated: 1 });
    expect(monthMarkdownOf(month)).toMatch(/^# SIMULATED · /);
    expect(monthHtmlOf(month)).toContain('SIMULATED: a simulation answered 1 of 3 drills.');
    expect(monthOf(aMonth({ drills: [] })).world).toBeNull();
  });

  test('is final when the month is over and every drill has ended', () => {
    expect(monthOf(aMonth()).final).toBe(true);
    expect(monthOf(aMonth({ madeAt: '2026-10-31T23:59:59.999Z' })).final).toBe(false);
    expect(monthOf(aMonth({ madeAt: '2026-11-01T00:00:00.000Z' })).final).toBe(true);
    expect(monthHtmlOf(monthOf(aMonth({ madeAt: '2026-10-31T00:00:00.000Z' })))).toContain('NOT FINAL');
  });

  test('lists lessons, those that nobody tracks first, and no other note', () => {
    const notes = [...aMonth().notes, someNote({ kind: 'REMARK', text: 'Not a lesson.' })];
    expect(monthOf(aMonth({ notes })).lessons.map(({ trackerUrl }) => trackerUrl)).toEqual([
      null,
      'https://tracker.example/1',
    ]);
  });

  test('has coverage, overdue servers, lessons and drills in every form', () => {
    const month = monthOf(aMonth());
    for (const form of [monthMarkdownOf(month), monthHtmlOf(month)]) {
      for (const said of ['7 of 10 servers (70 %)', 'mail', 'licence server', 'drill-2', '90.9 %'])
        expect(form).toContain(said);
    }
  });

  test('says so where the deployment sets no limit, instead of that no server is overdue', () => {
    const [none, unlimited] = [monthOf(aMonth({ overdue: [] })), monthOf(aMonth({ overdue: null }))];
    for (const form of [monthMarkdownOf, monthHtmlOf]) {
      expect(form(none)).toContain('No server is overdue.');
      expect(form(unlimited)).toContain('The deployment sets no limit');
    }
  });

  test('shows what people wrote as text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const drills = [someDrill({ reason: text, requestedBy: text })];
        const month = monthOf(aMonth({ drills, notes: [someNote({ text, by: text, trackerUrl: text })] }));
        expect(monthHtmlOf(month)).not.toMatch(/<(script|img|iframe)|javascript:[^<]*" rel/i);
        expect(monthMarkdownOf(month)).not.toMatch(/<|(?<!\\)(\\\\)*`/);
      }),
    );
  });

  test('begins and ends at midnight in UTC', () => {
    expect([startOf('2026-12'), startOfNext('2026-12'), startOf('2027-01', -1)]).toEqual([
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ]);
  });
});
