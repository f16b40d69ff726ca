import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Drill } from '../../../src/drill/drill.ts';
import type { Ports } from '../../../src/flow/ports.ts';
import { usePorts } from '../../../src/handlers/wiring/wiring.ts';
import { createStore, type StorePorts } from '../../../src/store/createStore.ts';
import { aSchedule, OWNER, START, serverId } from '../../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../../store/embeddedTable.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, SITE } from '../given.ts';
import { PLAN_BODY, SENTINEL } from './payloads.ts';

/** An operation of a handler on the table, AWS or the queue, done or attempted. */
export interface Act {
  what: string;
  reported: unknown[];
}

/** A world with a drill that holds a live instance, and every operation of a handler in it. */
export interface HostileWorld {
  acts: Act[];
  logged: string[];
  /** Everything that a payload could change, as text. */
  state(): Promise<string>;
  /** The drill that existed before. */
  knownDrill(): Promise<string>;
}

/** Ids continue from world to world, because DynamoDB remembers those of saves. */
let idCount = 0;
const ids = { next: () => String(++idCount).padStart(24, '0'), random: () => 0.5 };

/** Each read or write that the judge checks. */
const WATCHED: { [Port in keyof (Ports & StorePorts)]?: string[] } = {
  drills: ['save', 'markQuarantined', 'note'],
  inbox: ['put', 'discard'],
  effects: ['load', 'take'],
  receipts: ['put'],
  notes: ['add'],
  seals: ['keep'],
  sites: ['save', 'pause'],
  levers: ['save'],
  plans: ['save', 'delete'],
  planSchedules: ['save', 'delete'],
  history: ['begin', 'countDrill', 'countTrial', 'saveServer'],
  schedules: ['create'],
  queue: ['send'],
};

/** Opens the world in the memory table. */
export async function openWorld(): Promise<HostileWorld> {
  const given = givenPorts();
  launch(given);
  const { table } = given;
  await prepare(given, table.ports);
  const rows = async () => {
    const drills = table
      .drills()
      .map((drill) => [
        drill,
        table.entriesOf(drill.drillId),
        table.effectsOf(drill.drillId),
        table.notesOf(drill.drillId),
      ]);
    const plans = [await table.ports.plans.list(100), await table.ports.plans.versions('web-shop', 100)];
    const schedules = await table.ports.planSchedules.list(100);
    const unread = await table.ports.inbox.unread(DRILL_ID, 1000);
    const notes = await table.ports.notes.kept(DRILL_ID);
    return JSON.stringify([drills, table.sites(), table.levers(), plans, schedules, unread, notes]);
  };
  return watchedWorld(given, table.ports, rows);
}

/** Worlds in a table of a DynamoDB of their own, one after the other. */
export interface StoredWorld {
  open(): Promise<HostileWorld>;
  table: EmbeddedTable;
  close(): Promise<void>;
}

/** Starts a DynamoDB for worlds. */
export async function openStoredWorld(): Promise<StoredWorld> {
  const table = await openEmbeddedTable();
  const rows = async () => {
    const items = await itemsOf(table);
    return JSON.stringify(items.map((item) => JSON.stringify(item, Object.keys(item).sort())).sort());
  };
  return {
    table,
    close: () => table.close(),
    async open() {
      const keys = (await itemsOf(table)).map(({ pk, sk }) => ({ TableName: table.tableName, Key: { pk, sk } }));
      await Promise.all(keys.map((key) => table.client.send(new DeleteCommand(key))));
      const given = givenPorts();
      launch(given);
      const store = storeIn(table);
      await store.owner();
      await prepare(given, store);
      return watchedWorld(given, store, rows);
    },
  };
}

/** Everything in the table. */
export async function itemsOf({ client, tableName }: EmbeddedTable): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  return Items;
}

function storeIn({ client, tableName }: EmbeddedTable): StorePorts {
  const deployment = { ...SITE, stage: 'test' };
  return createStore({ client, tableName, clock: { now: () => START }, ids, deployment });
}

/** The drill has kept its request. */
const KEPT = { given: JSON.stringify(PLAN_BODY) };

/** The plan that payloads name. */
const WEB_SHOP = {
  ...{ name: 'web-shop', version: 1, hash: 'a'.repeat(64), by: 'arn:alice', at: START },
  body: PLAN_BODY,
};

async function prepare(given: Given, store: StorePorts): Promise<void> {
  const open: Drill['open'] = { e1: { kind: 'Wake', key: 'wake/1', requestedAt: START, dueAt: START, attempt: 1 } };
  await store.plans.save(WEB_SHOP, undefined);
  await store.planSchedules.save(aSchedule({ planVersion: 1 }), 0);
  await givenDrill({ ...given, table: { ...given.table, ports: store } }, { open, effectCount: 1, wakeCount: 1 }, KEPT);
}

/** A running drill instance, so a termination would find one. */
function launch({ aws }: Given): void {
  const [sourceServerID] = aws.addServers(SITE, [{ sourceServerID: serverId(1), outcome: 'LAUNCHED' }]);
  const tags = { DrillOwner: OWNER, DrillId: DRILL_ID };
  aws.call('drs', 'StartRecovery', { sourceServers: [{ sourceServerID }], isDrill: true, tags }, SITE);
  aws.advance(START + 3_600_000);
}

function watchedWorld(given: Given, store: StorePorts, rows: () => Promise<string>): HostileWorld {
  const acts: Act[] = [];
  const logged: string[] = [];
  const line = (message: string, details: Record<string, unknown>) =>
    void logged.push(JSON.stringify({ message, ...details }));
  const ports: Partial<Ports> = {
    ...store,
    schedules: { create: async () => undefined },
    queue: { send: async () => undefined },
    log: { info: line, error: line },
    ids,
  };
  for (const [name, methods] of Object.entries(WATCHED)) watch(ports, name as keyof Ports, methods, acts);
  usePorts(ports);
  const world = {
    acts,
    logged,
    state: async () => JSON.stringify([await rows(), acting(given), given.aws.liveInstances().map((one) => one.state)]),
    knownDrill: async () => JSON.stringify(await store.drills.load(DRILL_ID)),
  };
  return world;
}

function acting({ aws }: Given): unknown {
  const calls = Object.entries(aws.calls.total());
  return calls.filter(([name]) => !/:(Describe|List|Get)/.test(name));
}

function watch(ports: Partial<Ports>, name: keyof Ports, methods: string[], acts: Act[]): void {
  const port: object = ports[name] ?? {};
  const watched = new Proxy(port, {
    get(target, member) {
      const method: unknown = Reflect.get(target, member);
      if (typeof method !== 'function' || !methods.includes(String(member))) return method;
      return (...reported: unknown[]) => {
        acts.push({ what: `${name}.${String(member)}`, reported });
        return Reflect.apply(method, target, reported);
      };
    },
  });
  Object.assign(ports, { [name]: watched });
}

function loaded({ what, reported }: Act): boolean {
  return what === 'effects.load' && reported[0] === DRILL_ID && reported[1] === SENTINEL;
}

export const SENTINEL_DONE: Record<string, (act: Act) => boolean> = {
  performCheck: loaded,
  performEffect: loaded,
  stream: ({ what, reported }) =>
    what === 'queue.send' && (reported[0] as { effectId?: unknown }).effectId === SENTINEL,
};
