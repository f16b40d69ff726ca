import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eventHandler } from '../parsing/eventHandler.ts';
import { drsAdapter } from '../wiring/drs.ts';
import { historyAdapter } from '../wiring/history.ts';
import { queueAdapter } from '../wiring/queue.ts';
import { quotasAdapter } from '../wiring/quotas.ts';
import { scheduleAdapter } from '../wiring/schedule.ts';
import { wiring } from '../wiring/wiring.ts';
import { performMessages } from './performMessages.ts';

/** SQS: effects to perform, except those of checks. */
export const handler = eventHandler(
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    performMessages(
      wiring({ ...drsAdapter, ...quotasAdapter, ...scheduleAdapter, ...queueAdapter, ...historyAdapter }),
      event,
    ),
);
