import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { ReadStream, StreamRecord } from '../lambda/streamReading.ts';
import type { LocalTable } from './localTable.ts';

/** Reads a table's stream over the network, provided that it has one shard (the embedded DynamoDB never has more). */
export function createTableStream(client: DynamoDBStreamsClient, table: LocalTable, region: string): ReadStream {
  let at: { after: string | undefined; iterator: string } | undefined;
  return async (after) => {
    const iterator = at !== undefined && at.after === after ? at.iterator : await begin(client, table.streamArn, after);
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    const records = Records.map((record) => streamRecord(record, table, region));
    const last = records.at(-1)?.dynamodb.SequenceNumber ?? after;
    at = NextShardIterator === undefined ? undefined : { after: last, iterator: NextShardIterator };
    return records;
  };
}

async function begin(client: DynamoDBStreamsClient, StreamArn: string, after: string | undefined): Promise<string> {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const shards = StreamDescription?.Shards ?? [];
  const [shard] = shards;
  if (shard?.ShardId === undefined || shards.length > 1) {
    throw new Error(`the table's stream has ${shards.length} shards; the local world reads one`);
  }
  const from =
    after === undefined
      ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
      : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after } as const);
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamArn, ShardId: shard.ShardId, ...from }),
  );
  if (ShardIterator === undefined) throw new Error("the table's stream returned no iterator");
  return ShardIterator;
}

/** DynamoDB developer guide, time to live: removals after expiry carry the identity of the service. */
const SERVICE = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

function streamRecord(record: _Record, table: LocalTable, awsRegion: string): StreamRecord {
  const { Keys = {}, NewImage, OldImage, SequenceNumber = '', ApproximateCreationDateTime } = record.dynamodb ?? {};
  const eventName = record.eventName ?? 'MODIFY';
  return {
    eventID: record.eventID ?? SequenceNumber,
    eventName,
    eventSource: 'aws:dynamodb',
    awsRegion,
    ...(eventName === 'REMOVE' && table.wasExpired(Keys) && { userIdentity: SERVICE }),
    dynamodb: {
      SequenceNumber,
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      Keys,
      ...(NewImage && { NewImage }),
      ...(OldImage && { OldImage }),
    },
  };
}
