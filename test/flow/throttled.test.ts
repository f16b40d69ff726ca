import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/drill/drill.ts';
import { guardSite } from '../../src/flow/guard.ts';
import { hardStopFired } from '../../src/flow/signals.ts';
import { eventAgeSecondsOf, everySecondsOf } from '../../src/simulator/lambda/deployedSettings.ts';
import { SITE } from '../builders.ts';
import { type FlowWorld, openWorld, record, request, SECOND, untilPhase } from './given.ts';

const HOUR_SECONDS = 3600;

describe('when Lambda throttles every function of the account', () => {
  test.each([
    ['an hour', 1],
    ['five hours', 5],
  ])('for %s, the hard stop waits, and terminates within five minutes of the end', async (_what, hours) => {
    // given
    const { world, stop, ours } = await afterOutage();
    const freeAt = stop.at + hours * HOUR_SECONDS * SECOND;
    // when
    const runsAt = firstRunAt(stop.at, freeAt, eventAgeSecondsOf('hardStop'));
    world.aws.advance(runsAt ?? freeAt);
    if (runsAt !== undefined) await hardStopFired(world.ports, stop.payload, 50);
    // then
    expect(terminated(world)).toEqual(ours);
    expect((world.aws.now() - freeAt) / SECOND).toBeLessThanOrEqual(300);
  });

  test('for longer than Lambda keeps a hard stop, the guard terminates at its next run', async () => {
    // given
    const { world, stop, ours } = await afterOutage();
    const freeAt = stop.at + 7 * HOUR_SECONDS * SECOND;
    expect(firstRunAt(stop.at, freeAt, eventAgeSecondsOf('hardStop'))).toBeUndefined();
    // when
    world.aws.advance(freeAt + everySecondsOf('guardSweep') * SECOND);
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(ours);
  });

  test('for an hour, the guard with its reserved concurrency terminates at its first run after the hard stop', async () => {
    // given
    const { world, stop, ours } = await afterOutage();
    // when
    world.aws.advance(stop.at + everySecondsOf('guardSweep') * SECOND);
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(ours);
  });
});

/** A drill is in its hold when all functions stop; its hard stop is handed to Lambda at its time. */
async function afterOutage() {
  const world = openWorld(2);
  await request(world);
  await untilPhase(world, 'HOLDING');
  const ours = world.aws
    .liveInstances()
    .map(({ instanceId }) => instanceId)
    .sort();
  world.aws.advance((record(world).hardStop?.at ?? 0) + 60 * SECOND);
  const stops = world.delivered
    .flatMap((one) => (one.kind === 'schedule' && one.targetArn.endsWith(':hardStop') ? [one] : []))
    .map(({ at, input }) => ({ at, payload: JSON.parse(input) as Parameters<typeof hardStopFired>[1] }));
  const stop = stops.find(({ payload }) => payload.n === record(world).hardStop?.n);
  if (stop === undefined) throw new Error('no hard stop was handed to Lambda');
  return { world, stop, ours };
}

/**
 * Lambda developer guide, asynchronous invocation: an event of a throttled function is retried after a second, then at
 * growing intervals of at most five minutes, until it is too old. That uses none of the retries of a failed function.
 */
function firstRunAt(sentAt: Instant, freeAt: Instant, ageSecondsMax: number): Instant | undefined {
  let at = sentAt;
  for (let pauseSeconds = 1; at < freeAt; pauseSeconds = Math.min(2 * pauseSeconds, 300)) at += pauseSeconds * SECOND;
  return at - sentAt <= ageSecondsMax * SECOND ? at : undefined;
}

function terminated(world: FlowWorld): string[] {
  return world.aws.history.terminations.flatMap(({ instanceIds }) => instanceIds).sort();
}
