import { PutEventsCommand, type PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { type AwsClient, ask } from './calls.ts';

/** An EventBridge bus. */
export interface Bus {
  /** Publishes all events, or throws; some may then have been published. */
  publish(events: { type: string; detail: Record<string, unknown> }[]): Promise<void>;
}

/** EventBridge API reference, PutEvents: at most 10 entries a call. */
const ENTRIES_PER_CALL_MAX = 10;

/** An EventBridge bus. All its events have the same source. */
export function createBus({ client, busName, source }: { client: AwsClient; busName: string; source: string }): Bus {
  return {
    async publish(events) {
      for (let from = 0; from < events.length; from += ENTRIES_PER_CALL_MAX) {
        const Entries = events.slice(from, from + ENTRIES_PER_CALL_MAX).map(({ type, detail }) => {
          return { EventBusName: busName, Source: source, DetailType: type, Detail: JSON.stringify(detail) };
        });
        const answer = await ask<PutEventsCommandOutput>(client, 'PutEvents', new PutEventsCommand({ Entries }));
        if (answer.FailedEntryCount) throw new Error(`PutEvents refused events: ${codesOf(answer)}`);
      }
    },
  };
}

function codesOf({ Entries = [] }: PutEventsCommandOutput): string {
  return Entries.flatMap(({ ErrorCode, ErrorMessage }) => (ErrorCode ? [`${ErrorCode} ${ErrorMessage}`] : [])).join(
    '; ',
  );
}
