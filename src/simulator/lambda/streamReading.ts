import type { Instant } from '../../drill/drill.ts';
import type { Dice } from '../aws/dice.ts';
import type { EventPattern } from './eventPattern.ts';

/** A change of the table, as Lambda hands it to a function. */
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

/** An event source mapping of Lambda for a DynamoDB stream, with what serverless.yml says of it. */
export interface StreamTrigger {
  functionName: string;
  filters: EventPattern[];
  batchSize: number;
  /** Lambda developer guide, ParallelizationFactor: batches at once; changes of one item stay in order. */
  lanes: number;
  retriesMax: number;
  recordAgeSecondsMax: number;
  bisects: boolean;
}

/** Where records come from: those after the one given, oldest first. */
export type ReadStream = (after: string | undefined) => Promise<StreamRecord[]>;

/** What a reader needs of its surroundings. */
export interface StreamReading {
  trigger: StreamTrigger;
  read: ReadStream;
  /** The last record behind which everything is done. */
  position: string | undefined;
  keepPosition(position: string): void;
  /** One batch to the function; what it answers. */
  deliver(records: StreamRecord[]): Promise<unknown>;
  /** What was given up after too many tries. */
  giveUp(records: StreamRecord[], reason: string): void;
  /** A read or a delivery failed; it is made again. */
  report(error: unknown): void;
  dice: Dice;
  now(): Instant;
  pause(milliseconds: number): Promise<void>;
}
