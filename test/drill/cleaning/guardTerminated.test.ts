import { expect, test } from 'vitest';
import { launching } from '../chapters.ts';
import { instance, MINUTE, publish, server, wake } from '../given.ts';

test('keeps the volumes of an instance that the guard terminated before the record knew it', () => {
  const story = wake(launching([[server(1)]]), MINUTE);
  const attached = [{ sourceServerId: server(1), instanceId: instance(1), volumeIds: ['vol-1'] }];
  const reported = publish(story, {
    type: 'GuardTerminated',
    at: story.now,
    jobId: 'drsjob-g',
    instanceIds: [instance(1)],
    attached: [...attached, { sourceServerId: server(9), instanceId: instance(9), volumeIds: ['vol-9'] }],
  });
  expect(reported.facts.filter(({ type }) => type === 'VolumesSeen')).toEqual([
    { type: 'VolumesSeen', ...attached[0] },
  ]);
});
