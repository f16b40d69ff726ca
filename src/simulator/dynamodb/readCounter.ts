import type { QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What one query of a table has read, as reported by DynamoDB. */
export interface Read {
  /** Null: the table itself. */
  index: string | null;
  isConsistent: boolean;
  scanned: number;
  returned: number;
  capacityUnits: number;
  items: Record<string, unknown>[];
}

/** Records every query that a client makes from now on, in order, and every scan, which the product must not use. */
export function countReads(client: DynamoDBDocumentClient): Read[] {
  const reads: Read[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!/^(Query|Scan)Command$/.test(commandName)) return next(args);
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
        const answer = await next({ ...args, input } as typeof args);
        reads.push(readOf(args.input as Requested, answer.output as unknown as QueryCommandOutput));
        return answer;
      },
    { step: 'initialize', name: 'countReads' },
  );
  return reads;
}

interface Requested {
  IndexName?: string;
  ConsistentRead?: boolean;
}

function readOf(input: Requested, output: QueryCommandOutput): Read {
  const { ScannedCount = 0, Count = 0, ConsumedCapacity, Items = [] } = output;
  return {
    index: input.IndexName ?? null,
    isConsistent: input.ConsistentRead === true,
    scanned: ScannedCount,
    returned: Count,
    capacityUnits: ConsumedCapacity?.CapacityUnits ?? Number.NaN,
    items: Items,
  };
}
