import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { given, type Open } from '../contract.ts';

/** What EventBridge does with our own events. */
export function events(open: Open): void {
  describe('an event', () => {
    test('leaves the bus with the envelope that EventBridge adds', async () => {
      const place = await given(open, {});
      const { Entries, FailedEntryCount } = await place.clients.eventbridge.send(
        new PutEventsCommand({ Entries: [entry] }),
      );
      place.pass(1);
      expect(FailedEntryCount).toBe(0);
      expect(place.deliveries).toMatchObject([
        {
          kind: 'event',
          event: {
            id: Entries?.[0]?.EventId,
            source: 'custom.drills',
            'detail-type': 'Drill Requested',
            account: '111122223333',
            region: 'eu-central-1',
            time: '2026-03-02T08:00:00Z',
            resources: ['arn:aws:drs:eu-central-1:111122223333:job/drsjob-1'],
            detail: { reason: 'weekly' },
          },
        },
      ]);
    });

    test('that claims to be from AWS itself is refused, and the other events of the call are accepted', async () => {
      const place = await given(open, {});
      const Entries = [{ ...entry, Source: 'aws.drs' }, { ...entry, Detail: 'no JSON' }, entry];
      const answer = await place.clients.eventbridge.send(new PutEventsCommand({ Entries }));
      place.pass(1);
      expect(answer.FailedEntryCount).toBe(2);
      expect(answer.Entries?.map((each) => each.ErrorCode)).toEqual([
        'NotAuthorizedForSourceException',
        'MalformedDetail',
        undefined,
      ]);
      expect(place.deliveries).toHaveLength(1);
    });
  });
}

const entry = {
  Source: 'custom.drills',
  DetailType: 'Drill Requested',
  Resources: ['arn:aws:drs:eu-central-1:111122223333:job/drsjob-1'],
  Detail: '{"reason":"weekly"}',
};
