import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LeversDocument } from '../../src/api/openapi/leverDocuments.ts';
import { type Started, startWorld } from './startedWorld.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the table is restored while AWS continues', () => {
  test('a drill not launched yet in the copy is REJECTED, its instance is found and terminated, and levers close', async () => {
    // given: a copy of the table from before the launch, and a launch since
    const flags = ['--json', '--servers', '1', '--fail', '0', '--speed', '240', '--data', folder];
    const before = startWorld(flags);
    const [, drillId] = await before.said(/(d-\w{24}) +(REQUESTED|VALIDATING)/);
    copyTable();
    await before.said(/HOLDING until/);
    await killed(before);
    await turnBack();

    // when
    const after = startWorld([...flags, '--restored', 'an hour ago']);

    // then
    const [, api = ''] = await after.said(/^API=(\S+)$/m);
    const [reported] = JSON.parse(await printed(after)).drills;
    expect(reported).toMatchObject({ drill: { drillId, outcome: 'REJECTED', cleanup: 'CLEAN' }, instancesLeft: 0 });
    expect(reported.drill.failedChecks.first).toMatchObject([{ check: 'restored' }]);
    expect(reported.drsCalls.StartRecovery).toBe(1);
    const { levers } = (await (await fetch(`${api}/v1/lever`)).json()) as LeversDocument;
    expect(levers.map(({ state, reason }) => [state, reason])).toEqual([
      ['NO_LAUNCHES', 'The table was restored (an hour ago).'],
      ['NO_LAUNCHES', 'The table was restored (an hour ago).'],
    ]);
    await killed(after);
  });
});

async function killed({ child, ended }: Started): Promise<void> {
  child.kill('SIGKILL');
  await ended();
  // Its DynamoDB ends slightly later, and then removes the log of whatever table has taken the place of its own.
  while (await isTableOpen()) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function isTableOpen(): Promise<boolean> {
  const running = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = running.map((id) => readFile(join('/proc', id, 'cmdline'), 'utf8').catch(() => ''));
  return (await Promise.all(commands)).some((command) => command.includes(join(folder, 'table.db')));
}

/** Copies the current table, like point-in-time recovery. */
function copyTable(): void {
  const table = new DatabaseSync(join(folder, 'table.db'));
  table.exec(`VACUUM INTO '${join(folder, 'copy.db')}'`);
  table.close();
}

async function turnBack(): Promise<void> {
  for (const name of ['table.db', 'table.db-wal', 'table.db-shm']) await rm(join(folder, name), { force: true });
  await rename(join(folder, 'copy.db'), join(folder, 'table.db'));
}

async function printed({ stdout }: Started): Promise<string> {
  while (!stdout().endsWith('\n')) await new Promise((resolve) => setTimeout(resolve, 50));
  return stdout();
}
