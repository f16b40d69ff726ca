import { describe, expect, test } from 'vitest';
import { QUESTION_PAUSE_SECONDS, QUESTIONS_SECONDS_MAX } from '../../src/drill/bounds.ts';
import { CallFailed } from '../../src/flow/errors.ts';
import { asFarAsAnswered, withRetries } from '../../src/flow/retryQuestions.ts';
import { SITE } from '../builders.ts';
import { callsDuring, type FlowWorld, openWorld, SECOND } from './given.ts';

describe('a performer that AWS throttles', () => {
  test('waits a moment and retries', async () => {
    // given
    const world = waiting(openWorld());
    let refusals = 2;
    world.ports.drs.jobLog = async () => {
      if (refusals-- > 0) throw new CallFailed('THROTTLED', 'Rate exceeded');
      return [];
    };
    const startedAt = world.aws.now();
    // when
    const log = await withRetries(world.ports).drs.jobLog(SITE, 'drsjob-1');
    // then
    expect(log).toEqual([]);
    expect(world.aws.now() - startedAt).toBe(2 * QUESTION_PAUSE_SECONDS * SECOND);
  });

  test('gives up in time', async () => {
    const world = waiting(openWorld(1, { throttled: { drs: 1 } }));
    const startedAt = world.aws.now();
    await expect(withRetries(world.ports).drs.jobLog(SITE, 'drsjob-1')).rejects.toMatchObject({ kind: 'THROTTLED' });
    expect(world.aws.now() - startedAt).toBeLessThanOrEqual(QUESTIONS_SECONDS_MAX * SECOND);
  });

  test('does not wait for AWS’s pause when that outlasts it: the whole site must pause', async () => {
    // given
    const world = waiting(openWorld());
    world.ports.drs.jobLog = async () => {
      throw new CallFailed('THROTTLED', 'Rate exceeded', { retryAfterSeconds: QUESTIONS_SECONDS_MAX + 1 });
    };
    const startedAt = world.aws.now();
    // when
    const answer = withRetries(world.ports).drs.jobLog(SITE, 'drsjob-1');
    // then
    await expect(answer).rejects.toMatchObject({ retryAfterSeconds: QUESTIONS_SECONDS_MAX + 1 });
    expect(world.aws.now()).toBe(startedAt);
  });

  test.each([
    ['StartRecovery', (world: FlowWorld) => withRetries(world.ports).drs.startDrill(SITE, started(world), {})],
    [
      'TerminateRecoveryInstances',
      (world: FlowWorld) => withRetries(world.ports).drs.terminateProvenInstances(SITE, ['i-00000000000000001']),
    ],
  ])('requests a %s once: the drill looks before another attempt', async (operation, act) => {
    const world = waiting(openWorld(1, { throttled: { drs: 1 } }));
    const calls = await callsDuring(world, () => act(world).catch(() => undefined));
    expect(calls).toEqual({ [`drs:${operation}`]: 1 });
  });
});

describe('questions about many', () => {
  test('keep their answers, and report why the other questions have none', async () => {
    const world = openWorld();
    const { answers, failure } = await asFarAsAnswered(world.ports, [1, 2, 3], async (item) => {
      if (item === 2) throw new CallFailed('UNAVAILABLE', 'not now');
      return item * 10;
    });
    expect([answers, failure?.message]).toEqual([[10, 30], 'not now']);
  });

  test('leave the rest to the next performer when AWS is slow', async () => {
    // given
    const world = openWorld();
    const items = Array.from({ length: 25 }, (_, index) => index);
    // when
    const { answers, failure } = await asFarAsAnswered(world.ports, items, async (item) => {
      world.aws.advance(world.aws.now() + 2 * SECOND);
      return item;
    });
    // then
    expect(answers).toHaveLength(11);
    expect(failure?.kind).toBe('UNAVAILABLE');
  });

  test('have failed when none was answered', async () => {
    const failed = asFarAsAnswered(openWorld().ports, [1], async () => {
      throw new CallFailed('UNAVAILABLE', 'not now');
    });
    await expect(failed).rejects.toMatchObject({ message: 'not now' });
  });

  test('hide no bug of our own', async () => {
    const failed = asFarAsAnswered(openWorld().ports, [1, 2], async (item) => {
      if (item === 2) throw new TypeError('undefined is not a function');
      return item;
    });
    await expect(failed).rejects.toThrow(TypeError);
  });
});

/** Here a pause takes simulated time. */
function waiting(world: FlowWorld): FlowWorld {
  world.ports.clock.pause = async (milliseconds) => {
    world.aws.advance(world.aws.now() + milliseconds);
  };
  return world;
}

function started(world: FlowWorld) {
  return world.servers.map((sourceServerId) => ({ sourceServerId }));
}
