import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Event,
  type LookupAttribute,
  LookupEventsCommand,
  type LookupEventsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import { ask, everyPage } from '../../aws/calls.ts';
import { type Asking, tried } from './asking.ts';
import { secondsBetween, things } from './sightings.ts';

/** CloudTrail user guide: events arrive within about five minutes on average. We wait fifteen. */
export const TRAIL_LATE_MINUTES = 15;

/**
 * Reads from CloudTrail the calls that started and ended the drill, and the calls that DRS made on the caller's behalf.
 * The limit is two calls per second (CloudTrail API reference: LookupEvents).
 */
export async function askTrail(asking: Asking, since: Date): Promise<void> {
  const lookUp = (AttributeKey: LookupAttribute['AttributeKey'], AttributeValue: string) =>
    tried(asking, 'LookupEvents', () => events(asking, { AttributeKey, AttributeValue }, since));
  const started = (await lookUp('EventName', 'StartRecovery')) ?? [];
  const ended = (await lookUp('EventName', 'TerminateRecoveryInstances')) ?? [];
  const ours = [...started, ...ended].filter((event) => isOfOurs(asking, event));
  for (const event of ours) note(asking, event);
  for (const user of new Set(ours.flatMap(({ Username }) => Username ?? []))) {
    const made = (await lookUp('Username', user)) ?? [];
    for (const event of made) if (isForwarded(event)) note(asking, event);
  }
}

async function events({ aws }: Asking, attribute: LookupAttribute, StartTime: Date): Promise<Event[]> {
  return everyPage(
    async ({ nextToken: NextToken }) => {
      await sleep(LOOK_UP_MS);
      const more = NextToken === undefined ? {} : { NextToken };
      const command = new LookupEventsCommand({ LookupAttributes: [attribute], StartTime, MaxResults: 50, ...more });
      return ask<LookupEventsCommandOutput>(aws.trail, 'LookupEvents', command);
    },
    (page) => page.NextToken,
    (page) => page.Events,
  );
}

const LOOK_UP_MS = 600;

/** Matches by the job in the response, by the request's tags, or, if neither is shown, by time. */
function isOfOurs({ followed, recorder }: Asking, event: Event): boolean {
  const { requestParameters, responseElements } = wholeOf(event);
  const jobId = responseElements?.job?.jobID;
  if (jobId !== undefined) return followed.jobs.has(jobId);
  const drillId = requestParameters?.tags?.['DrillId'];
  if (drillId !== undefined) return drillId === followed.drillId;
  return things(recorder.recording, 'job').some(({ last }) => {
    const seconds = secondsBetween(last.creationDateTime, event.EventTime?.toISOString());
    return seconds !== undefined && Math.abs(seconds) <= SAME_CALL_SECONDS;
  });
}

const SAME_CALL_SECONDS = 10;

function isForwarded(event: Event): boolean {
  return wholeOf(event).userIdentity?.invokedBy === 'drs.amazonaws.com';
}

function note({ recorder, at }: Asking, event: Event): void {
  recorder.note('call', `call-${(event.EventId ?? '').replaceAll('-', '')}`, at, wholeOf(event));
}

/** The parts of a record that are read before anything is kept (CloudTrail user guide: record contents). */
interface Whole {
  userIdentity?: { invokedBy?: string };
  requestParameters?: { tags?: Record<string, string> } | null;
  responseElements?: { job?: { jobID?: string } } | null;
}

function wholeOf({ CloudTrailEvent = '{}' }: Event): Whole {
  return JSON.parse(CloudTrailEvent) as Whole;
}
