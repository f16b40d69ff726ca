import { expect, test } from 'vitest';
import {
  ended,
  jobCompleted,
  launching,
  leakReported,
  lookedAtJob,
  seenInJob,
  terminated,
  terminating,
  unproven,
  verified,
} from '../chapters.ts';
import { answer, instance, isOpen, lastRequested, MINUTE, server, wake } from '../given.ts';

const A = server(1);
const B = server(2);

test('a wave that is given up while its job hangs on one server terminates only the other one', () => {
  // given
  const hangs = { launchStatus: 'IN_PROGRESS', launchedAt: null, instanceId: null };
  const hanging = lookedAtJob(wake(launching([[A, B]]), 12 * MINUTE), [seenInJob(A), seenInJob(B, hangs)], {
    status: 'STARTED',
    endedAt: null,
    logEnded: false,
  });
  expect(isOpen(hanging, 'Terminate')).toBe(false);
  // when
  const givenUp = wake(hanging, 91 * MINUTE);
  // then
  const requested = [{ sourceServerId: A, instanceId: instance(1), jobId: 'drsjob-00000000000000001' }];
  expect(lastRequested(givenUp, 'Terminate').servers).toEqual(requested);
  // when: DRS refuses it while the job runs
  const refused = answer(givenUp, 'Terminate', () => ({ type: 'EffectFailed', kind: 'CONFLICT', message: 'busy' }));
  const again = wake(refused, 15 * MINUTE);
  // then
  expect([isOpen(refused, 'Terminate'), isOpen(again, 'Terminate')]).toEqual([false, true]);
  expect(lastRequested(again, 'Terminate').servers).toEqual(requested);
  expect(again.drill.terminationSize).toBe(again.drill.limits.serversPerJob);
});

test('while its job hangs on one server, a refusal for one of the others does not keep the rest up', () => {
  // given
  const ids = [A, B, server(3), server(4), server(5)];
  const hangs = { launchStatus: 'IN_PROGRESS', launchedAt: null, instanceId: null };
  const log = [...ids.slice(0, -1).map((id) => seenInJob(id)), seenInJob(server(5), hangs)];
  const hanging = lookedAtJob(wake(launching([ids]), 12 * MINUTE), log, {
    status: 'STARTED',
    endedAt: null,
    logEnded: false,
  });
  // when: DRS refuses every call that names B
  const calls: string[][] = [];
  let story = wake(hanging, 91 * MINUTE);
  for (let round = 0; round < 12; round += 1) {
    while (isOpen(story, 'Terminate')) {
      const { servers } = lastRequested(story, 'Terminate');
      const named = servers.map(({ sourceServerId }) => sourceServerId);
      calls.push(named);
      story = answer(story, 'Terminate', () =>
        named.includes(B)
          ? { type: 'EffectFailed', kind: 'CONFLICT', message: 'busy' }
          : {
              type: 'TerminationAccepted',
              jobId: 'drsjob-00000000000000009',
              found: [],
              accepted: named,
              unproven: [],
            },
      );
    }
    story = wake(story, MINUTE);
  }
  // then
  expect(calls[0]).toEqual([A, B, server(3), server(4)]);
  const accepted = Object.entries(story.drill.servers).filter(([, { terminationAt }]) => terminationAt !== undefined);
  expect(accepted.map(([id]) => id)).toEqual([A, server(3), server(4)]);
  expect(calls.at(-1)).toEqual([B]);
  expect(story.drill.terminationSize).toBe(story.drill.limits.serversPerJob);
});

test('an instance without proof is left alone and looked at again ten minutes later, and the drill does not end', () => {
  const story = unproven(terminating(), A);
  expect(isOpen(wake(story, 9 * MINUTE), 'Terminate')).toBe(false);
  expect(isOpen(wake(story, 10 * MINUTE), 'Terminate')).toBe(true);
  const reported = leakReported(story);
  const later = unproven(reported, A);
  expect(reported.facts).toContainEqual({ type: 'LeakReported', sourceServerIds: [A] });
  expect(wake(wake(later, 51 * MINUTE), 10 * MINUTE).facts).toContainEqual({
    type: 'LeakReported',
    sourceServerIds: [A],
  });
  expect([later.drill.phase, later.drill.cleanup]).toEqual(['TERMINATING', 'LEAKED']);
});

test('a refused termination is retried with half as many servers', () => {
  const ids = [A, B, server(3), server(4)];
  const hold = verified(jobCompleted(launching([ids]), ids));
  const refused = answer(wake(hold, 30 * MINUTE), 'Terminate', () => ({
    type: 'EffectFailed',
    kind: 'CONFLICT',
    message: 'busy',
  }));
  const sizes = [refused.drill.terminationSize];
  let story = wake(refused, MINUTE);
  story = answer(story, 'Terminate', () => ({ type: 'EffectFailed', kind: 'CONFLICT', message: 'busy' }));
  sizes.push(story.drill.terminationSize);
  expect(sizes).toEqual([2, 1]);
});

test('an accepted termination without visible effect is requested again', () => {
  const looking = wake(terminated(terminating()), 16 * MINUTE);
  const story = answer(looking, 'LookForLeftovers', () => ({
    type: 'LeftoversSeen',
    servers: [{ sourceServerId: A, instanceId: instance(1), state: 'running', volumeIds: [], volumesLeft: [] }],
  }));
  expect(isOpen(story, 'Terminate')).toBe(true);
});

test('the drill keeps when DRS accepted the termination, even after everything is gone', () => {
  const { drill } = ended();
  expect(drill.servers[A]).toMatchObject({ gone: 'TERMINATED', terminationAt: expect.any(Number) });
});
