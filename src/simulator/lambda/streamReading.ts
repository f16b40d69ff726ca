import type { Instant } from '../../drill/drill.ts';
import type { Dice } from '../aws/dice.ts';
import type { EventPattern } from './eventPattern.ts';

/** A change of the table, as Lambda delivers it to a function. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  userIdentity?: { type: string; principalId: string };
  dynamodb: {
    SequenceNumber: string;
    ApproximateCreationDateTime: number;
    Keys: Record<string, unknown>;
    NewImage?: Record<string, unknown>;
    OldImage?: Record<string, unknown>;
  };
}

/** A Lambda event source mapping for a DynamoDB stream, as configured in serverless.yml. */
export interface StreamTrigger {
  functionName: string;
  filters: EventPattern[];
  batchSize: number;
  /** Lambda developer guide, ParallelizationFactor: concurrent batches. Changes of one item stay in order. */
  lanes: number;
  retriesMax: number;
  recordAgeSecondsMax: number;
  bisects: boolean;
}

/** Returns the records after the given one, oldest first. */
export type ReadStream = (after: string | undefined) => Promise<StreamRecord[]>;

/** The dependencies of a reader. */
export interface StreamReading {
  trigger: StreamTrigger;
  read: ReadStream;
  /** The last record up to which everything is done. */
  position: string | undefined;
  keepPosition(position: string): void;
  /** Delivers one batch to the function; returns its response. */
  deliver(records: StreamRecord[]): Promise<unknown>;
  /** Called with records whose retries are exhausted. */
  giveUp(records: StreamRecord[], reason: string): void;
  /** Called when a read or a delivery failed. It is retried. */
  report(error: unknown): void;
  dice: Dice;
  now(): Instant;
  pause(milliseconds: number): Promise<void>;
}
