import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eventHandler } from '../parsing/eventHandler.ts';
import { checksAdapter } from '../wiring/checks.ts';
import { drsAdapter } from '../wiring/drs.ts';
import { wiring } from '../wiring/wiring.ts';
import { performMessages } from './performMessages.ts';

/** SQS: what checks ask and do. */
export const handler = eventHandler(
  (event: SQSEvent): Promise<SQSBatchResponse> => performMessages(wiring({ ...drsAdapter, ...checksAdapter }), event),
);
