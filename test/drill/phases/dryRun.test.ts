import { describe, expect, test } from 'vitest';
import { ACTS } from '../../../src/drill/effects.ts';
import type { PlannedWave } from '../../../src/drill/forecast.ts';
import { someForecast } from '../../builders.ts';
import { inspected, validating } from '../chapters.ts';
import { answer, healthy, lastRequested, MINUTE, type Story, server, wake } from '../given.ts';

describe('a dry run', () => {
  test('validates like a drill, forecasts, and ends READY without an act', () => {
    const checked = inspected(validating([[server(1)], [server(2)]], { dryRun: true }));
    expect(lastRequested(checked, 'Forecast').waves).toEqual([
      { sourceServerIds: [server(1)] },
      { sourceServerIds: [server(2)] },
    ]);
    const story = forecasted(checked);
    expect(story.drill).toMatchObject({ phase: 'ENDED', outcome: 'READY', cleanup: 'NOT_NEEDED', launches: [] });
    expect(story.drill.forecast?.waves).toHaveLength(2);
    expect(story.effects.filter(({ effect }) => ACTS.has(effect.kind))).toEqual([]);
  });

  test('claims no server and reserves nothing, but has a place among the open drills', () => {
    const story = validating([[server(1)]], { dryRun: true });
    expect(story.site.claims).toEqual({ [story.drill.drillId]: [] });
    expect(story.site.reserved).toEqual({});
    expect(forecasted(inspected(story)).site.claims).toEqual({});
  });

  test('is REJECTED with every failed check', () => {
    const failing = (id: string) => healthy(id, { replicationState: 'DISCONNECTED', lagSeconds: 5000 });
    const story = inspected(validating([[server(1)]], { dryRun: true }), failing);
    expect(story.drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', failedCheckCount: 2 });
  });

  test('is READY without a forecast when AWS does not answer that, in time or for good', () => {
    const busy = failing('UNAVAILABLE');
    expect(busy.drill.phase).toBe('VALIDATING');
    expect(wake(busy, 31 * MINUTE).drill.outcome).toBe('READY');
    expect(failing('DENIED').drill.outcome).toBe('READY');
  });
});

/** AWS has failed the question of what a drill would take. */
function failing(kind: 'UNAVAILABLE' | 'DENIED'): Story {
  const checked = inspected(validating([[server(1)]], { dryRun: true }));
  return answer(checked, 'Forecast', () => ({ type: 'EffectFailed', kind, message: 'no' }));
}

function forecasted(story: Story): Story {
  return answer(story, 'Forecast', ({ waves }: { waves: PlannedWave[] }) => ({
    type: 'Forecasted',
    ...someForecast(waves.map(({ sourceServerIds }) => sourceServerIds)),
  }));
}
