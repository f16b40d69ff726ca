import { beforeAll, describe, expect, test } from 'vitest';
import { type TableRights, tableRightsOf } from '../../../src/simulator/dynamodb/tableRights.ts';
import { deploymentOf, readServerlessFile } from '../../../src/simulator/lambda/serverlessFile.ts';
import { checkedCall } from '../../../src/simulator/wire/tableEndpoint.ts';
import { SITE } from '../../builders.ts';

const TableName = 'drs-drill-dev';
const EFFECT = { TableName, Item: { pk: { S: '$drs-drill#drillId_d-1' }, sk: { S: '$effect_1#effectId_e9' } } };

let rights: TableRights;
beforeAll(() => {
  const file = readServerlessFile();
  rights = tableRightsOf(file, deploymentOf(file, SITE, 'http://127.0.0.1'));
});

describe('the table of the local world', () => {
  test('denies an effect item to a function that only writes inbox notifications', async () => {
    const answer = await called('wake', 'PutItem', EFFECT);
    expect(answer?.refusal).toMatchObject({ status: 400 });
    expect(answer?.refusal?.body).toMatch(/AccessDeniedException.*wake is not authorized to perform: dynamodb:PutItem/);
  });

  test('denies it as part of a transaction too', async () => {
    const answer = await called('wake', 'TransactWriteItems', { TransactItems: [{ Put: EFFECT }] });
    expect(answer?.refusal?.body).toMatch(/AccessDeniedException.*wake is not authorized to perform: dynamodb:PutItem/);
  });

  test('accepts an inbox notification from it, and forwards the body that was read', async () => {
    const notification = { TableName, Item: { pk: { S: '$drs-drill#inbox_d-1' } } };
    expect(await called('wake', 'PutItem', notification)).toEqual({
      body: Buffer.from(JSON.stringify(notification)),
      refusal: undefined,
    });
  });

  test('allows a query only of the partition that the key condition names', async () => {
    const query = (pk: string) => ({
      TableName,
      KeyConditionExpression: '#pk = :pk and begins_with(#sk1, :sk1)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':sk1': { S: '$journal_1' } },
    });
    expect((await called('getJournal', 'Query', query('$drs-drill#drillId_d-1')))?.refusal).toBeUndefined();
    const beside = await called('getJournal', 'Query', query('$drs-drill#notes_d-1'));
    expect(beside?.refusal?.body).toMatch(/getJournal is not authorized to perform: dynamodb:Query/);
  });

  test('does not check callers that are not functions', async () => {
    expect(await called(undefined, 'PutItem', EFFECT)).toBeUndefined();
  });
});

function called(functionName: string | undefined, operation: string, input: Record<string, unknown>) {
  const caller = { ...SITE, ...(functionName !== undefined && { functionName }) };
  return checkedCall(rights, { caller, operation }, [Buffer.from(JSON.stringify(input))]);
}
