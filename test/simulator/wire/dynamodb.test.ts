import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedDynamodb, startEmbeddedDynamodb } from '../../../src/simulator/dynamodb/embeddedDynamodb.ts';
import { type SeenCall, startWire, type Wire } from '../../../src/simulator/wire/server.ts';
import { clientSettings, wireBefore } from './double.ts';

describe('DynamoDB behind the wire', () => {
  const seen: SeenCall[] = [];
  let embedded: EmbeddedDynamodb;
  let wire: Wire;
  beforeAll(async () => {
    embedded = await startEmbeddedDynamodb();
    const world = { call: () => ({}) };
    wire = await startWire({ world, port: 0, dynamodbEndpoint: embedded.endpoint, onCall: (call) => seen.push(call) });
    await new DynamoDBClient(clientSettings(wire.url)).send(
      new CreateTableCommand({
        TableName: 'drills',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    );
  });
  afterAll(async () => {
    await wire.close();
    await embedded.stop();
  });

  test('an item that was put is read back with every character', async () => {
    const dynamodb = new DynamoDBClient(clientSettings(wire.url));
    const item = { pk: { S: 'drill-1' }, text: { S: 'Ünïcode ✓'.repeat(10_000) } };
    await dynamodb.send(new PutItemCommand({ TableName: 'drills', Item: item }));
    const read = await dynamodb.send(new GetItemCommand({ TableName: 'drills', Key: { pk: { S: 'drill-1' } } }));
    expect(read.Item).toEqual(item);
    expect(seen.at(-1)).toMatchObject({ service: 'dynamodb', operation: 'GetItem', status: 200 });
  });

  test('a refused transaction reports which condition failed', async () => {
    const dynamodb = new DynamoDBClient(clientSettings(wire.url));
    const put = { TableName: 'drills', Item: { pk: { S: 'drill-2' } }, ConditionExpression: 'attribute_exists(pk)' };
    await expect(dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }))).rejects.toMatchObject(
      {
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
      },
    );
  });

  test('its streams are behind the same endpoint', async () => {
    const streams = new DynamoDBStreamsClient(clientSettings(wire.url));
    const listed = await streams.send(new ListStreamsCommand({ TableName: 'drills' }));
    expect(listed.Streams).toHaveLength(1);
  });

  test('many concurrent requests are all answered', async () => {
    const dynamodb = new DynamoDBClient(clientSettings(wire.url));
    const put = (index: number) => new PutItemCommand({ TableName: 'drills', Item: { pk: { S: `many-${index}` } } });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => dynamodb.send(put(index))));
    expect(answers.map((answer) => answer.$metadata.httpStatusCode)).toEqual(Array.from({ length: 100 }, () => 200));
  });
});

test('when the DynamoDB behind the wire is down, the caller gets an error that SDKs retry', async () => {
  const wire = await wireBefore({});
  const get = new GetItemCommand({ TableName: 'drills', Key: { pk: { S: '1' } } });
  await expect(new DynamoDBClient(clientSettings(wire.url)).send(get)).rejects.toMatchObject({
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });
  await wire.close();
});
