import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Save } from '../../src/flow/ports.ts';
import { createEntities } from '../../src/store/entities.ts';
import { createSave } from '../../src/store/saveDrill.ts';
import { aDrill, aSave, aSiteRecord } from '../builders.ts';

const SITE_CHANGE = { record: aSiteRecord(), readVersion: 3 };

describe('a save that DynamoDB has cancelled', () => {
  test.each([
    ['the record', ['ConditionalCheckFailed', 'None', 'None']],
    ['the site', ['None', 'ConditionalCheckFailed', 'None']],
    ['the site and an effect', ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed']],
    ['the record, by another transaction', ['TransactionConflict', 'None', 'None']],
    ['an inbox entry, by another transaction', ['None', 'None', 'None', 'None', 'None', 'TransactionConflict']],
  ])('because of %s is stale', async (_, codes) => {
    const save = aSave(aDrill(), {
      readVersion: 1,
      site: SITE_CHANGE,
      withdrawnEffectIds: ['e1'],
      readInboxIds: ['a'],
    });
    expect(await saveCancelled(save, codes)).toEqual({ result: 'STALE' });
  });

  test('for lack of throughput is thrown, so it is retried later', async () => {
    const save = saveCancelled(aSave(aDrill(), { readVersion: 1 }), ['ThrottlingError', 'None']);
    await expect(save).rejects.toThrow('was cancelled: ThrottlingError');
  });

  test('carries its own id to DynamoDB, so a repeated request is recognised', async () => {
    const save = aSave(aDrill());
    const sent: unknown[] = [];
    await savedThrough(async (command) => {
      sent.push(command.input);
      return {};
    })(save);
    expect(sent).toMatchObject([{ ClientRequestToken: save.saveId }]);
    expect(save.saveId.length).toBeLessThanOrEqual(36);
  });
});

function saveCancelled(save: Save, codes: string[]): ReturnType<ReturnType<typeof createSave>> {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return savedThrough(async () => {
    throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
  })(save);
}

function savedThrough(send: (command: { input: unknown }) => Promise<object>): ReturnType<typeof createSave> {
  const client = Object.create(DynamoDBDocumentClient.prototype, { send: { value: send } }) as DynamoDBDocumentClient;
  return createSave(createEntities({ client, table: 'drills' }));
}
