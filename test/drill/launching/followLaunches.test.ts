import { expect, test } from 'vitest';
import { launching, seenInJob } from '../chapters.ts';
import { answer, MINUTE, SECOND, type Story, server, wake } from '../given.ts';

const A = server(1);

test('a job that runs on after all its servers have launched is looked at less and less often', () => {
  let story = looked(wake(launching([[A]], { holdSeconds: 7200 }), 12 * MINUTE));
  const soon = secondsToLook(story);
  story = looked(wake(story, 30 * MINUTE));
  // then
  expect(soon).toBeLessThanOrEqual(5);
  expect(secondsToLook(story)).toBeGreaterThanOrEqual(60);
});

function looked(story: Story): Story {
  const completed = { status: 'STARTED', endedAt: null, logEnded: false };
  return answer(story, 'LookAtLaunches', ({ jobIds }: { jobIds: string[] }) => ({
    type: 'LaunchesSeen',
    jobs: jobIds.map((jobId) => ({
      jobId,
      createdAt: story.now,
      ...completed,
      servers: [seenInJob(A, { launchedAt: story.now })],
    })),
  }));
}

function secondsToLook({ drill, now }: Story): number {
  return ((drill.timers['launchLook'] ?? Number.POSITIVE_INFINITY) - now) / SECOND;
}
