import { expect, test } from 'vitest';
import { jobCompleted, starting } from './chapters.ts';
import { answer, server, T } from './given.ts';

const A = server(1);

test('the first look dates a job whose creation time StartRecovery did not return, because a proof needs it', () => {
  const started = answer(starting([[A]]), 'StartRecovery', () => ({
    type: 'LaunchStarted',
    launch: 0,
    jobId: 'drsjob-00000000000000001',
    createdAt: null,
    found: false,
  }));
  expect(started.drill.launches[0]?.createdAt).toBeUndefined();
  expect(jobCompleted(started, [A]).drill.launches[0]?.createdAt).toBe(T);
});
