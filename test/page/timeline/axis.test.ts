import { describe, expect, test } from 'vitest';
import { placeOf, ticksOf } from '../../../src/page/timeline/axis.ts';
import { clockMarks, flagLines } from '../../../src/page/timeline/clockMarks.ts';
import { timelineAxis } from '../../../src/page/timeline/timelineAxis.ts';
import { at, atMs, drill } from '../drill/drills.ts';

describe('the time axis', () => {
  test('of an ended drill reaches from its request to its end', () => {
    expect(timelineAxis(drill({ endedAt: at(37) }), atMs(900), false)).toEqual({ fromMs: atMs(0), toMs: atMs(37) });
  });

  test('of a running drill reaches a little past now, and during a hold past its end', () => {
    const launching = timelineAxis(drill({ phase: 'LAUNCHING' }), atMs(20), false);
    const holding = timelineAxis(drill({ phase: 'HOLDING', hold: { until: at(60) } }), atMs(20), false);
    expect([launching.toMs, holding.toMs]).toEqual([atMs(21), atMs(63)]);
  });

  test('reaches the hard stop only if a person wants to see it, because it is hours away', () => {
    const armed = drill({ phase: 'LAUNCHING', hardStopAt: at(200) });
    expect(timelineAxis(armed, atMs(20), true).toMs).toBe(atMs(200));
  });

  test('has at most eight round times, and a date where a day begins', () => {
    const ticks = ticksOf({ fromMs: Date.parse('2026-03-01T23:40:00Z'), toMs: Date.parse('2026-03-02T00:50:00Z') });
    expect(ticks.map(({ text }) => text)).toEqual([
      '23:40',
      '23:50',
      '03-02',
      '00:10',
      '00:20',
      '00:30',
      '00:40',
      '00:50',
    ]);
  });

  test('keeps a moment outside of it at its edge', () => {
    expect([-1, 5, 99].map((ms) => placeOf({ fromMs: 0, toMs: 10 }, ms))).toEqual([0, 50, 100]);
  });
});

describe('the limits of a drill', () => {
  test('come in order of time, with their names', () => {
    const marks = clockMarks(drill({ endedAt: at(37), hold: { until: at(32) }, hardStopAt: at(130), waves: [] }));
    expect(marks.map(({ name }) => name)).toEqual(['Hold ends', 'Hard stop']);
  });

  test('stand on lines of their own where they are near one another', () => {
    expect(flagLines([40, 50, 60, 100])).toEqual([0, 1, 2, 0]);
  });
});
