import type { Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect, test } from 'vitest';
import { askTrail } from '../../../src/simulator/observe/askTrail.ts';
import { addJob, beginFollowing } from '../../../src/simulator/observe/followed.ts';
import { things } from '../../../src/simulator/observe/sightings.ts';
import { BEGAN, givenDrill, JOB } from './given.ts';

const DRILL = 'd-0123456789abcdef01234567';
const DENIED =
  'User: arn:aws:sts::111122223333:assumed-role/x/y is not authorized to perform: drs:TagResource on resource: arn:aws:drs:eu-west-1:111122223333:source-server/s-0a1b2c3d4e5f60718';

test('keeps only the drill’s own calls and those of DRS on the caller’s behalf', async () => {
  const kept = await requested([
    event('StartRecovery', 1, { responseElements: { job: { jobID: JOB } } }),
    event('StartRecovery', 2, { responseElements: { job: { jobID: 'drsjob-another0000000000' } } }),
    event('RunInstances', 300, { userIdentity: { invokedBy: 'drs.amazonaws.com' } }),
    event('DescribeJobs', 301, {}),
  ]);
  expect(kept.map(({ eventName }) => eventName).sort()).toEqual(['RunInstances', 'StartRecovery']);
});

test('recognizes a denied StartRecovery by its tags; keeps the missing permission and resource type', async () => {
  const kept = await requested([
    event('StartRecovery', 3000, {
      errorCode: 'AccessDeniedException',
      errorMessage: DENIED,
      requestParameters: { tags: { DrillId: DRILL } },
    }),
  ]);
  expect(kept).toMatchObject([
    { errorCode: 'AccessDeniedException', errorMessage: 'drs:TagResource on source-server' },
  ]);
  expect(JSON.stringify(kept)).not.toContain('111122223333');
});

test('matches by time when the trail shows neither job nor tags', async () => {
  const kept = await requested([event('StartRecovery', 2, {}), event('StartRecovery', 90, {})]);
  expect(kept).toHaveLength(1);
});

async function requested(events: Event[]) {
  const recorder = givenDrill();
  const followed = beginFollowing(DRILL);
  addJob(followed, JOB);
  const none = { send: async () => ({}) };
  const trail = {
    send: async (command: object) => {
      const [wanted] = (command as LookupEventsCommand).input.LookupAttributes ?? [];
      const key = wanted?.AttributeKey === 'Username' ? 'Username' : 'EventName';
      return { Events: events.filter((one) => one[key] === wanted?.AttributeValue) };
    },
  };
  await askTrail(
    { aws: { drs: none, ec2: none, trail, world: () => null }, recorder, followed, at: BEGAN },
    new Date(BEGAN),
  );
  return things(recorder.recording, 'call').map(({ last }) => last);
}

function event(EventName: string, seconds: number, more: Record<string, unknown>): Event {
  const EventTime = new Date(Date.parse(BEGAN) + seconds * 1000);
  const whole = { eventName: EventName, eventSource: 'drs.amazonaws.com', ...more };
  const EventId = `00000000-0000-4000-a000-${EventName.length}${String(seconds).padStart(10, '0')}`;
  return { EventId, EventName, EventTime, Username: 'performEffect', CloudTrailEvent: JSON.stringify(whole) };
}
