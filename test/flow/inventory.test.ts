import { beforeEach, describe, expect, test } from 'vitest';
import { takeInventory } from '../../src/flow/inventory.ts';
import type { Drs, History, SourceServer } from '../../src/flow/ports.ts';
import { createMemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import { SITE, START, serverId } from '../builders.ts';

const HOUR = 3_600_000;
let now: number;
let listed: SourceServer[];
let history: History;
let writes: number;
beforeEach(() => {
  now = START;
  writes = 0;
  const beforeWrite = () => {
    writes += 1;
    return 'OK' as const;
  };
  history = createMemoryTable({ now: () => now, onChange: () => undefined, faults: { beforeWrite } }).ports.history;
});

const drs: Pick<Drs, 'sourceServers'> = { sourceServers: async () => listed };

/** Takes the inventory with these servers in DRS, an hour after the last one. */
async function taken(...servers: [id: string, hostname: string | null][]): Promise<number> {
  now += HOUR;
  listed = servers.map(([sourceServerId, hostname]) => ({ ...aServer, sourceServerId, hostname }));
  return takeInventory({ history, drs, clock: { now: () => now, pause: async () => undefined } }, SITE);
}

const aServer: Omit<SourceServer, 'sourceServerId' | 'hostname'> = {
  replicationState: 'CONTINUOUS',
  lagSeconds: 0,
  lastLaunch: { jobId: null, status: null, type: null, at: null },
  extendedFrom: null,
  replicationDirection: 'FAILOVER',
  tags: {},
};

async function line(n: number) {
  return (await history.loadServer(serverId(n))).value;
}

describe('the inventory', () => {
  test('does not follow a list that leads back to an earlier page', async () => {
    await taken([serverId(1), 'web-1']);
    history.servers = async () => ({ items: [], cursor: 'again' });
    await expect(taken([serverId(1), 'web-2'])).rejects.toThrow('an earlier page');
  });

  test('shows servers that no drill has named', async () => {
    expect(await taken([serverId(1), 'web-1'], [serverId(2), null])).toBe(2);
    const { items } = await history.servers(SITE, 10);
    expect(items).toMatchObject([
      { sourceServerId: serverId(1), hostname: 'web-1', firstSeenAt: START + HOUR, drills: 0, lastPassed: null },
      { sourceServerId: serverId(2), hostname: null },
    ]);
  });

  test('writes nothing when nothing has changed', async () => {
    await taken([serverId(1), 'web-1'], [serverId(2), 'web-2']);
    writes = 0;
    expect(await taken([serverId(1), 'web-1'], [serverId(2), 'web-2'])).toBe(0);
    expect(writes).toBe(0);
  });

  test('records a new name, and writes no other line', async () => {
    await taken([serverId(1), 'web-1'], [serverId(2), 'web-2']);
    writes = 0;
    expect(await taken([serverId(1), 'web-1'], [serverId(2), 'db-2'])).toBe(1);
    expect([writes, await line(2)]).toMatchObject([1, { hostname: 'db-2', firstSeenAt: START + HOUR }]);
  });

  test('marks a server that DRS no longer lists, and one that is back', async () => {
    await taken([serverId(1), 'web-1'], [serverId(2), 'web-2']);
    expect(await taken([serverId(1), 'web-1'])).toBe(1);
    expect(await line(2)).toMatchObject({ removedAt: START + 2 * HOUR });
    expect(await taken([serverId(1), 'web-1'])).toBe(0);
    expect(await taken([serverId(1), 'web-1'], [serverId(2), 'web-2'])).toBe(1);
    expect(await line(2)).toMatchObject({ removedAt: null });
  });

  test('reads more servers than a page has', async () => {
    const many = Array.from({ length: 230 }, (_, n): [string, string] => [serverId(n), `host-${n}`]);
    expect(await taken(...many)).toBe(230);
    expect(await taken(...many.slice(1))).toBe(1);
  });

  test('reads a line again only where the list differs, and writes it only where the line does', async () => {
    await taken([serverId(1), 'web-1'], [serverId(2), 'web-2']);
    const read: string[] = [];
    const loadServer: History['loadServer'] = (id) => {
      read.push(id);
      return history.loadServer(id);
    };
    const late: History['servers'] = async (...requested) => {
      const page = await history.servers(...requested);
      return { ...page, items: page.items.filter((line) => line.sourceServerId !== serverId(2)) };
    };
    const clock = { now: () => now, pause: async () => undefined };
    writes = 0;
    expect(await takeInventory({ history: { ...history, loadServer, servers: late }, drs, clock }, SITE)).toBe(0);
    expect([read, writes]).toEqual([[serverId(2)], 0]);
  });

  test('records where a server is, and leaves alone the line of a server that has since moved', async () => {
    const elsewhere = { ...SITE, region: 'us-west-2' };
    await taken([serverId(1), 'web-1']);
    const stale = await history.servers(SITE, 10);
    listed = [{ ...aServer, sourceServerId: serverId(1), hostname: 'web-1' }];
    const clock = { now: () => now, pause: async () => undefined };
    expect(await takeInventory({ history, drs, clock }, elsewhere)).toBe(1);
    expect(await line(1)).toMatchObject({ site: elsewhere, removedAt: null });
    listed = [];
    const late: History = { ...history, servers: async () => stale };
    expect(await takeInventory({ history: late, drs, clock }, SITE)).toBe(0);
    expect(await line(1)).toMatchObject({ site: elsewhere, removedAt: null });
  });

  test('leaves a line that changes meanwhile to the next inventory', async () => {
    await taken([serverId(1), 'web-1']);
    const saveServer = async () => false;
    const busy = { history: { ...history, saveServer }, drs, clock: { now: () => now, pause: async () => undefined } };
    listed = [{ ...aServer, sourceServerId: serverId(1), hostname: 'web-9' }];
    expect(await takeInventory(busy, SITE)).toBe(0);
    expect(await line(1)).toMatchObject({ hostname: 'web-1' });
  });
});
