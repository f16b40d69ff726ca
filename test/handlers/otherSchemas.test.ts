import { inspect, isDeepStrictEqual } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRILL_ID, payloadOf, through } from './given.ts';
import { at } from './hostile/messages.ts';
import { type Endpoint, SHARES } from './hostile/payloads.ts';
import { isProblem } from './hostile/problem.ts';
import { itemsOf, openStoredWorld, type StoredWorld } from './hostile/world.ts';

let stored: StoredWorld;
beforeAll(async () => {
  stored = await openStoredWorld();
});
afterAll(() => stored.close());

/** The items that one version of the product writes together. */
const TOGETHER: Record<string, (item: Item) => boolean> = {
  'a drill': (item) => item['drillId'] === DRILL_ID && item['__edb_e__'] !== 'inbox',
  'a site': (item) => item['__edb_e__'] === 'site',
  'an inbox entry': (item) => item['__edb_e__'] === 'inbox',
};

describe('side by side with another version of the product, as in a deployment and a rollback', () => {
  test.each(Object.keys(TOGETHER))(
    '%s of another version is never changed, and no request fails for it',
    async (what) => {
      for (const schema of [1, undefined, 3, 1e15]) {
        const written = await givenItems(what, { schema, colour: 'unknown to us', nested: { deep: [1] } });
        await callEveryEndpoint();
        const now = await itemsOf(stored.table);
        expect(written.filter((item) => !now.some((one) => isDeepStrictEqual(one, item)))).toEqual([]);
      }
    },
  );
});

type Item = Record<string, unknown>;

/** The items as the other version would have written them, in a world of their own. */
async function givenItems(what: string, { schema, ...others }: Item): Promise<Item[]> {
  const more = schema === undefined ? others : { ...others, schema };
  await stored.open();
  await through('wake', { ...(await payloadOf('wake')), n: 7 });
  const { client, tableName } = stored.table;
  const ours = (await itemsOf(stored.table)).filter((item) => TOGETHER[what]?.(item));
  expect(ours.length).toBeGreaterThan(0);
  const theirs = ours.map(({ schema: _, ...item }) => ({ ...item, ...more }));
  for (const item of theirs) await client.send(new PutCommand({ TableName: tableName, Item: item }));
  return theirs;
}

/** HTTP handlers refuse or answer. The others may fail, so their event finally becomes a dead letter. */
async function callEveryEndpoint(): Promise<void> {
  for (const endpoint of Object.keys(SHARES) as Endpoint[]) {
    const payload = await payloadOf(endpoint);
    const answer: unknown = await through(endpoint, payload).catch((error: unknown) => {
      if ('requestContext' in payload) throw error;
      expect(inspect(error)).toMatch(/was written by (a newer|an older) version/);
    });
    const status = Number(at(answer, 'statusCode') ?? 200);
    expect([endpoint, status < 400 || isProblem(answer)]).toEqual([endpoint, true]);
  }
}
