import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startEmbeddedDynamodb } from '../../src/simulator/embeddedDynamodb.ts';

export interface EmbeddedTable {
  tableName: string;
  client: DynamoDBDocumentClient;
  streams: DynamoDBStreamsClient;
  streamArn: string;
  close(): Promise<void>;
}

const DUE_PROJECTION = {
  ProjectionType: 'INCLUDE' as const,
  NonKeyAttributes: ['drillId', 'dueAt', '__edb_e__', '__edb_v__'],
};

/** A fresh table in the DynamoDB that DYNAMODB_ENDPOINT names, else in one that is started for it on loopback. */
export async function openEmbeddedTable(): Promise<EmbeddedTable> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  const server = given === undefined ? await startEmbeddedDynamodb() : undefined;
  const access = {
    endpoint: given ?? server?.endpoint ?? '',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const raw = new DynamoDBClient(access);
  const tableName = `drills-${randomUUID()}`;
  const created = await raw.send(new CreateTableCommand(definition(tableName)));
  await raw.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    }),
  );
  const streams = new DynamoDBStreamsClient(access);
  return {
    tableName,
    client: DynamoDBDocumentClient.from(raw),
    streams,
    streamArn: created.TableDescription?.LatestStreamArn ?? '',
    async close() {
      raw.destroy();
      streams.destroy();
      await server?.stop();
    },
  };
}

function definition(tableName: string): CreateTableCommandInput {
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'gsi2', KeySchema: keys('gsi2pk', 'gsi2sk'), Projection: DUE_PROJECTION },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

function keys(partition: string, sort: string): CreateTableCommandInput['KeySchema'] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
}
