import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startEmbeddedDynamodb } from '../../src/simulator/dynamodb/embeddedDynamodb.ts';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';

export interface EmbeddedTable {
  tableName: string;
  client: DynamoDBDocumentClient;
  streams: DynamoDBStreamsClient;
  streamArn: string;
  close(): Promise<void>;
}

/** A fresh table in the DynamoDB at DYNAMODB_ENDPOINT, or in one that is started for it on loopback. */
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

/** The table as serverless.yml defines it, under a name of its own. */
function definition(tableName: string): CreateTableCommandInput {
  const properties = readServerlessFile().resources.Resources['Table']?.Properties;
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } =
    properties as unknown as CreateTableCommandInput;
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
  };
}
