import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DueRun, refusedRun } from '../../../src/drill/schedules/refusedRun.ts';
import { type Schedule, type ScheduleTerms, withTerms } from '../../../src/drill/schedules/schedule.ts';
import { MINUTE, T } from '../given.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ADA = { by: 'ada', at: T };
const BOB = { by: 'bob', at: T + DAY };
const WAIVED = { overrides: { waivers: [{ check: 'lag', reason: 'old link' }] }, waiversUntil: T + 90 * DAY };

const nightly = withTerms(undefined, 'nightly', terms(), ADA);
const run = (changes: Partial<DueRun> = {}): DueRun => ({
  name: 'nightly',
  generation: nightly.generation,
  scheduledAt: T + HOUR,
  ...changes,
});

describe('a run makes no drill', () => {
  test.each<[string, Schedule | undefined, DueRun, number, string, boolean]>([
    ['of a deleted schedule', undefined, run(), T + HOUR, 'schedule-deleted', false],
    [
      'of an older generation',
      withTerms(nightly, 'nightly', terms(), BOB),
      run(),
      T + 2 * DAY,
      'schedule-changed',
      false,
    ],
    [
      'of a generation that a restored table has lost',
      nightly,
      run({ generation: T + 1 }),
      T + HOUR,
      'schedule-changed',
      false,
    ],
    ['of a time before its generation', nightly, run({ scheduledAt: T - 1 }), T, 'schedule-changed', false],
    ['of the moment its generation began', nightly, run({ scheduledAt: T }), T, 'schedule-changed', false],
    ['of a disabled schedule', changed({ enabled: false }), run(), T + HOUR, 'schedule-disabled', false],
    ['past the end', changed({ endAt: T + HOUR }), run(), T + HOUR, 'schedule-ended', false],
    ['that is hours late', nightly, run(), T + 3 * HOUR + 1, 'run-late', true],
    ['that is not due yet', nightly, run(), T + HOUR - 1, 'run-late', true],
    [
      'with waivers that have expired',
      changed(WAIVED),
      run({ scheduledAt: T + 90 * DAY }),
      T + 90 * DAY,
      'waivers-expired',
      true,
    ],
  ])('%s', (_which, schedule, due, at, code, isNews) => {
    expect(refusedRun(schedule, due, at)).toMatchObject({ code, isNews, message: expect.stringContaining('nightly') });
  });

  test('a run in time, within its window and with waivers in force makes one', () => {
    expect(refusedRun(nightly, run(), T + HOUR)).toBeUndefined();
    expect(refusedRun(changed({ flexibleWindowMinutes: 60 }), run(), T + 3 * HOUR)).toBeUndefined();
    expect(refusedRun(changed(WAIVED), run(), T + HOUR)).toBeUndefined();
  });
});

describe('a schedule', () => {
  test('keeps its author, names who renewed it last, and rises with every change, even within a millisecond', () => {
    const renewed = withTerms(nightly, 'nightly', terms(), { ...BOB, at: T });
    expect(renewed).toMatchObject({ author: ADA, renewer: { by: 'bob', at: T }, generation: T + 1 });
  });

  test('names the author of standing waivers until they are changed or renewed', () => {
    const waived = changed(WAIVED);
    const later = { ...terms(WAIVED), enabled: false };
    expect(withTerms(waived, 'nightly', later, BOB).waiver).toEqual(ADA);
    expect(withTerms(waived, 'nightly', { ...later, waiversUntil: T + 91 * DAY }, BOB).waiver).toEqual(BOB);
    expect(withTerms(waived, 'nightly', terms(), BOB).waiver).toBeNull();
  });

  test('says again that it ends when its end has changed', () => {
    const said = { ...nightly, endSaidAt: T };
    expect(withTerms(said, 'nightly', terms(), BOB).endSaidAt).toBe(T);
    expect(withTerms(said, 'nightly', terms({ endAt: T + 365 * DAY }), BOB).endSaidAt).toBeUndefined();
  });

  test('lets no time make a drill in two generations, however often it is changed', () => {
    const times = fc.array(fc.nat(5 * MINUTE), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(times, fc.nat(5 * MINUTE), (pauses, scheduled) => {
        let at = T;
        let schedule = nightly;
        const generations = [schedule];
        for (const pause of pauses) {
          at += pause;
          schedule = withTerms(schedule, 'nightly', terms(), { by: 'ada', at });
          generations.push(schedule);
        }
        const scheduledAt = T + scheduled;
        // Every generation meets the time while it is the newest one, at its last moment.
        const accepted = generations.filter((one, index) => {
          const until = (generations[index + 1]?.generation ?? at + HOUR) - 1;
          const due = { name: 'nightly', generation: one.generation, scheduledAt };
          return refusedRun(one, due, until) === undefined;
        });
        expect(accepted.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function changed(changes: Partial<ScheduleTerms>): Schedule {
  return withTerms(undefined, 'nightly', terms(changes), ADA);
}

function terms(changes: Partial<ScheduleTerms> = {}): ScheduleTerms {
  return {
    ...{ plan: 'shop', planVersion: 3, expression: 'cron(0 2 * * ? *)', timeZone: 'UTC', startAt: null },
    ...{
      endAt: T + 200 * DAY,
      flexibleWindowMinutes: 0,
      enabled: true,
      dryRun: false,
      overrides: {},
      waiversUntil: null,
    },
    ...changes,
  };
}
