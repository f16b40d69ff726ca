import { createHash, randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Drill } from '../../src/drill/drill.ts';
import { hashOfEntry } from '../../src/evidence/chain/journalHash.ts';
import { usePorts, wiring } from '../../src/handlers/wiring/wiring.ts';
import { createStore } from '../../src/store/createStore.ts';
import { packed, unpacked } from '../../src/store/packedText.ts';
import { aDrill, anEntry, aSave, OWNER } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../store/embeddedTable.ts';
import { givenPorts, SITE, through } from './given.ts';

type Item = Record<string, unknown>;

let table: EmbeddedTable;
let drillId: string;
beforeAll(async () => {
  table = await openEmbeddedTable();
}, 30_000);
afterAll(() => table.close());
beforeEach(async () => {
  givenPorts();
  const { client, tableName } = table;
  const { clock, ids } = wiring();
  const store = createStore({ client, tableName, clock, ids, deployment: { ...SITE, stage: 'test' } });
  usePorts(store);
  drillId = `d-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  await drilled(drillId);
});

describe('an attacker with write access to the table who rewrites what a drill has recorded', () => {
  test('an untouched journal is intact, from its first entry and from any other on', async () => {
    const { entries, ...said } = await journal();
    expect(entries.length).toBeGreaterThan(2);
    expect(said).toMatchObject({ journalIntact: true, contradiction: null, chainedFromSeq: 1 });
    expect(await journal({ fromSeq: '2' })).toMatchObject({ journalIntact: true, chainedFromSeq: 2 });
    expect(await journal({ limit: '1' })).toMatchObject({ journalIntact: true, nextSeq: 2 });
    expect(await journal({ fromSeq: '1000' })).toMatchObject({ entries: [], journalIntact: true });
    expect(await shownDrill()).toMatchObject({ phase: 'ENDED', contradiction: null });
  });

  test('an untouched journal has with ?raw=true what anybody needs to compute every hash', async () => {
    const { entries, record } = await journal({ raw: 'true' });
    const lines: string[] = entries.map(({ line }: { line: string }) => line);
    const named = lines.map((line) => JSON.parse(line));
    expect(named.slice(1).map(({ previousHash }) => previousHash)).toEqual(lines.slice(0, -1).map(sha256));
    expect(named.at(-1).recordHash).toBe(sha256(record));
    expect((await journal({ raw: 'true', limit: '1' })).record).toBeUndefined();
    expect(Object.keys((await journal()).entries[0] ?? {})).toEqual(['seq', 'at', 'cause', 'facts']);
  });

  test('puts another reason and another caller into the first entry', async () => {
    await rewriteFacts(1, (facts) =>
      facts.replace('Quarterly rehearsal', 'None').replaceAll('"local"', '"somebody-else"'),
    );
    const { entries, ...said } = await journal();
    expect(JSON.stringify(entries[0])).toContain('somebody-else');
    expect(said).toMatchObject({
      journalIntact: false,
      contradiction: 'Entry 1 is not the one that entry 2 was written after.',
    });
    // Also on the page that shows only the entry itself, and on none that only later entries cover.
    expect(await journal({ limit: '1' })).toMatchObject({ journalIntact: false });
    expect(await journal({ fromSeq: '2' })).toMatchObject({ journalIntact: true });
  });

  test('makes new hashes for all entries after the changed one', async () => {
    const items = await entryItems();
    let previousHash: string | undefined;
    for (const item of items) {
      const facts = String(item['facts']).replace('Quarterly rehearsal', 'None');
      const forged = { ...item, facts, ...(previousHash && { previousHash }) };
      previousHash = hashOf(forged);
      await put(forged);
    }
    const last = items.length;
    expect(await journal()).toMatchObject({
      journalIntact: false,
      contradiction: `Entry ${last} is not the one that the record was saved with.`,
    });
    expect(await shownDrill()).toMatchObject({ contradiction: expect.stringContaining(`Entry ${last} is not`) });
  });

  test('turns the outcome of the record into PASSED', async () => {
    const item = await recordItem();
    const drill = JSON.parse(unpacked(String(item['drill']))) as Drill;
    await put({ ...item, drill: packed(JSON.stringify({ ...drill, outcome: 'PASSED' })) });
    const contradiction = expect.stringMatching(/^The record is not the one that entry \d+ was saved with\.$/);
    expect(await shownDrill()).toMatchObject({ outcome: 'PASSED', contradiction });
    expect(await journal()).toMatchObject({ journalIntact: false, contradiction });
  });

  test('removes an entry, at the end or in the middle', async () => {
    const items = await entryItems();
    await remove(items.at(-1) ?? missing());
    expect(await journal()).toMatchObject({
      contradiction: `Entry ${items.length} is missing: the record was saved with entry ${items.length}.`,
    });
    await remove(items[1] ?? missing());
    expect(await journal()).toMatchObject({ contradiction: 'Entry 2 is missing.' });
  });

  test('adds an entry that the record does not know', async () => {
    const last = (await entryItems()).at(-1) ?? missing();
    const seq = Number(last['seq']) + 1;
    await put({ ...last, sk: sk(seq), seq, previousHash: hashOf(last), facts: '[{"type":"DrillEnded"}]' });
    expect(await journal()).toMatchObject({
      contradiction: `Entry ${seq} was never saved: the record was saved with entry ${seq - 1}.`,
    });
  });

  test('takes the hashes away, from the record or from an entry', async () => {
    const items = await entryItems();
    await put(unhashed(await recordItem()));
    expect(await journal()).toMatchObject({
      contradiction: `Entry ${items.length} is not the one that the record was saved with.`,
    });
    const { previousHash: _, ...bare } = items[1] ?? {};
    await put(bare);
    expect(await journal()).toMatchObject({ contradiction: 'Entry 2 is not the one that entry 3 was written after.' });
  });

  test.each(['not JSON', '{"type":"no list"}', ''])('leaves %s in place of the facts', async (facts) => {
    await rewriteFacts(1, () => facts);
    const { entries, journalIntact } = await journal();
    expect([entries[0], journalIntact]).toMatchObject([{ seq: 1, facts: [] }, false]);
  });
});

describe('a drill that an older version without hashes has begun', () => {
  test('has its chain from the first entry on that has one', async () => {
    const items = await entryItems();
    for (const item of [...items, await recordItem()]) await put(unhashed(item));
    expect(await journal()).toMatchObject({ journalIntact: true, contradiction: null, chainedFromSeq: null });
    await saveAgain();
    await saveAgain();
    const saved = items.length + 1;
    expect(await journal()).toMatchObject({ journalIntact: true, contradiction: null, chainedFromSeq: saved });
    // The earlier entries have no hash now either.
    expect((await entryItems()).slice(0, items.length).every((item) => item['recordHash'] === undefined)).toBe(true);
  });

  test('and saves once more in between, starts its hash chain again', async () => {
    const item = await recordItem();
    const seq = Number(item['version']) + 1;
    // An older version sets the attributes that it knows, and leaves the hash of an older entry in place.
    await put({ ...item, version: seq });
    const last = (await entryItems()).at(-1) ?? missing();
    await put({ ...unhashed(last), sk: sk(seq), seq, facts: '[{"type":"EventReceived"}]' });
    expect(await journal()).toMatchObject({ journalIntact: true, chainedFromSeq: null });
    await saveAgain();
    expect(await journal()).toMatchObject({ journalIntact: true, chainedFromSeq: seq + 1 });
  });
});

/** A drill that has ended, in four saves. */
async function drilled(id: string): Promise<void> {
  const drill = aDrill({ drillId: id, site: SITE, owner: OWNER });
  await wiring().drills.save(aSave(drill));
  for (const phase of ['VALIDATING', 'TERMINATING', 'ENDED'] as const) await saveAgain({ phase });
}

/** As `advance` saves: upon what it has read. */
async function saveAgain(change: Partial<Drill> = {}): Promise<void> {
  const { drills } = wiring();
  const { drill, version: readVersion, journalHash } = (await drills.load(drillId)) ?? missing();
  const entry = anEntry(drill, readVersion + 1, {
    facts: [{ type: 'PhaseBegan', phase: change.phase ?? drill.phase }],
  });
  const behind = journalHash === null ? {} : { previousHash: journalHash };
  expect(
    await drills.save(aSave({ ...drill, outcome: 'FAILED', ...change }, { readVersion, entry, ...behind })),
  ).toEqual({
    result: 'SAVED',
  });
}

async function journal(query: Record<string, string> = {}) {
  const answer = await through('getJournal', { ...call(), queryStringParameters: query });
  return JSON.parse(String(answer.body));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function shownDrill() {
  return JSON.parse(String((await through('getDrill', call())).body));
}

function call() {
  const jwt = { claims: { iss: 'https://issuer.example', sub: 'auditor' } };
  return { pathParameters: { drillId }, requestContext: { authorizer: { jwt } } };
}

/** The attacker's direct access: items as they are stored. */
async function entryItems(): Promise<Item[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk(), ':sk': '$journal_1' },
    }),
  );
  return Items;
}

async function recordItem(): Promise<Item> {
  const Key = { pk: pk(), sk: '$record_1' };
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
  return Item ?? missing();
}

async function put(Item: Item): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
}

async function remove({ pk, sk }: Item): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key: { pk, sk } }));
}

async function rewriteFacts(seq: number, rewrite: (facts: string) => string): Promise<void> {
  const item = (await entryItems())[seq - 1] ?? missing();
  await put({ ...item, facts: rewrite(String(item['facts'])) });
}

function hashOf({ schema, seq, at, cause, facts, previousHash, recordHash }: Item): string {
  const entry = { schema, drillId, seq, at, cause, facts, previousHash, recordHash };
  return hashOfEntry(entry as Parameters<typeof hashOfEntry>[0]);
}

/** What older versions have stored: the same without hashes. */
function unhashed({ previousHash: _, recordHash: __, journalHash: ___, hashedSeq: ____, ...item }: Item): Item {
  return item;
}

function pk(): string {
  return `$drs-drill#drillId_${drillId}`;
}

function sk(seq: number): string {
  return `$journal_1#seq_${String(seq).padStart(8, '0')}#part_000`;
}

function missing(): never {
  throw new Error('it is not there');
}
