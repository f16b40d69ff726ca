import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../drill/drill.ts';
import type { Deployment } from '../lambda/serverlessFile.ts';
import { startEmbeddedDynamodb } from './embeddedDynamodb.ts';

/**
 * The endpoint that serves the table: the one named in the environment, else an embedded DynamoDB, which keeps it in
 * a file if one is given.
 */
export async function serveTable(kept: {
  folder: string | undefined;
  tableFile?: string;
}): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint !== undefined && endpoint !== '') return { endpoint, stop: async () => undefined };
  const file = kept.folder === undefined ? kept.tableFile : join(kept.folder, 'table.db');
  return startEmbeddedDynamodb(file === undefined ? {} : { file });
}

/** The deployment's table, created in the embedded DynamoDB as serverless.yml describes it. */
export interface LocalTable {
  name: string;
  streamArn: string;
  /** Removes expired items, as DynamoDB does some time after they expire. */
  expire(now: Instant): Promise<void>;
  /** Whether an item was removed by `expire`: DynamoDB's records of such removals carry the service's identity. */
  wasExpired(keys: Record<string, unknown>): boolean;
}

export async function createLocalTable(client: DynamoDBClient, deployment: Deployment): Promise<LocalTable> {
  const properties = tableProperties(deployment);
  const name = String(properties['TableName']);
  const attribute = (properties['TimeToLiveSpecification'] as { AttributeName?: string } | undefined)?.AttributeName;
  await create(client, properties, attribute);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.LatestStreamArn === undefined) throw new Error(`the table ${name} has no stream`);
  const expired = new Set<string>();
  return {
    name,
    streamArn: Table.LatestStreamArn,
    wasExpired: (keys) => expired.has(JSON.stringify(keys)),
    expire: async (now) => {
      if (attribute !== undefined) await expire(client, { name, attribute, now, expired });
    },
  };
}

/** The single table of a deployment, as CloudFormation properties. */
export function tableProperties(deployment: Deployment): Record<string, unknown> {
  const tables = Object.values(deployment.resources).filter((one) => one.type === 'AWS::DynamoDB::Table');
  const [table] = tables;
  if (table === undefined || tables.length > 1) throw new Error('serverless.yml should have one table');
  return table.properties;
}

async function create(
  client: DynamoDBClient,
  properties: Record<string, unknown>,
  expiry: string | undefined,
): Promise<void> {
  try {
    const input = tableInput(properties);
    await client.send(new CreateTableCommand(input));
    if (expiry === undefined) return;
    const TimeToLiveSpecification = { AttributeName: expiry, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: input.TableName, TimeToLiveSpecification }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** Translates a table's CloudFormation properties to DynamoDB's. */
export function tableInput(properties: Record<string, unknown>): CreateTableCommandInput {
  const { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = properties;
  const { DeletionProtectionEnabled } = properties;
  const keys = { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes };
  const input = { TableName, ...keys, BillingMode, DeletionProtectionEnabled };
  const stream = properties['StreamSpecification'] as object | undefined;
  const streamed = stream === undefined ? {} : { StreamSpecification: { ...stream, StreamEnabled: true } };
  return { ...input, ...streamed } as CreateTableCommandInput;
}

interface Expiry {
  name: string;
  attribute: string;
  now: Instant;
  expired: Set<string>;
}

async function expire(client: DynamoDBClient, { name, attribute, now, expired }: Expiry): Promise<void> {
  const condition = {
    TableName: name,
    ExpressionAttributeNames: { '#expires': attribute },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
  for await (const page of paginateScan({ client }, { ...condition, FilterExpression: '#expires < :now' }))
    for (const { pk, sk } of page.Items ?? []) {
      if (pk === undefined || sk === undefined) continue;
      expired.add(JSON.stringify({ pk, sk }));
      const remove = { ...condition, Key: { pk, sk }, ConditionExpression: '#expires < :now' };
      await client.send(new DeleteItemCommand(remove)).catch(unlessRenewed);
    }
}

/** An item whose expiry was extended meanwhile stays. */
function unlessRenewed(error: Error): void {
  if (error.name !== 'ConditionalCheckFailedException') throw error;
}
