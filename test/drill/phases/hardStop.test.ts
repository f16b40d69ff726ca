import { expect, test } from 'vitest';
import { hardStopArmed, holding, launching } from '../chapters.ts';
import { MINUTE, publish } from '../given.ts';

test('the hard stop ends a drill that hangs', () => {
  const story = launching();
  const stopped = publish(story, { type: 'HardStopFired', at: story.now + 180 * MINUTE, n: 1 });
  expect([stopped.drill.phase, stopped.drill.outcome]).toEqual(['TERMINATING', 'FAILED']);
});

test('the hard stop of an earlier wave does nothing once a later one exists', () => {
  const story = holding({ holdSeconds: 20_000 });
  const armed = story.drill.phase === 'HOLDING' ? story : hardStopArmed(story);
  expect(armed.drill.hardStop?.n).toBe(2);
  expect(publish(armed, { type: 'HardStopFired', at: armed.now, n: 1 }).facts).toEqual([]);
});
