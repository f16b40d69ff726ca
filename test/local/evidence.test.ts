import { createPublicKey, hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUNDLE_FILES } from '../../src/evidence/bundle/bundle.ts';
import { buildCli, cliRun, type Said } from './builtCli.ts';
import { type CallersWorld, startCallersWorld } from './callersWorld.ts';

let world: CallersWorld;
let folder: string;
/** A drill that has passed, and one that has failed. */
let passed: string;
let failed: string;
beforeAll(async () => {
  [world] = await Promise.all([startCallersWorld(2, 1), buildCli()]);
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-evidence-'));
  [passed, failed] = await Promise.all([drilled(world.sound[0]), drilled(world.failing)]);
}, 180_000);
afterAll(() => world.stop());

const run = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: world.api } });
const json = ({ stdout }: Said) => JSON.parse(stdout);

describe('notes from the command line', { timeout: 60_000 }, () => {
  test('are added, and shown in order with their chain', async () => {
    const who = ['--kind', 'participant', '--person', 'Ada', '--role', 'owner', '--text', 'tested the orders'];
    const first = await run('note', passed, ...who);
    const judged = await run('note', passed, '--kind', 'attestation', '--not-accepted', '--text', 'slow');
    expect([first.status, judged.status]).toEqual([0, 0]);
    const { notes, acceptedUntil } = json(await run('notes', passed));
    expect(notes).toMatchObject([
      { n: 1, kind: 'PARTICIPANT', person: 'Ada', role: 'owner', by: 'local' },
      { n: 2, kind: 'ATTESTATION', accepted: false, previousHash: json(first).hash },
    ]);
    expect(Date.parse(acceptedUntil)).toBeGreaterThan(Date.parse(notes[1].at));
    const table = await run('notes', passed, '--output', 'table');
    expect(table.stdout).toMatch(/Ada, owner[\s\S]*not accepted/);
  });

  test('are added once under one key', async () => {
    const lesson = ['note', failed, '--kind', 'lesson', '--text', 'order more', '--idempotency-key', 'one'];
    const [one, again] = [await run(...lesson), await run(...lesson)];
    expect(json(again)).toEqual(json(one));
    expect(json(await run('notes', failed)).notes).toHaveLength(1);
  });

  test('that say what their kind does not say are refused, by the name of the option', async () => {
    const refused = await run('note', passed, '--kind', 'participant', '--text', 'somebody');
    expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining('--person (/person)')]);
    const unknown = await run('note', passed, '--kind', 'rumour', '--text', 'x');
    expect(unknown.status).toBe(2);
  });

  test('by somebody else cannot play tricks on a terminal', async () => {
    await run('note', failed, '--kind', 'remark', '--text', '\u202Etxt.exe \u200F');
    const { stdout } = await run('notes', failed, '--output', 'table');
    expect(stdout).toContain('txt.exe');
    expect(stdout).not.toMatch(/[\u202E\u200F]/);
  });
});

describe('reports from the command line', { timeout: 60_000 }, () => {
  test('are Markdown by default, and say that the world was simulated', async () => {
    const { status, stdout } = await run('report', passed);
    expect([status, stdout]).toEqual([0, expect.stringContaining(passed)]);
    expect(stdout).toContain('SIMULATED');
  });

  test('are a page in a file, which appears only when it is complete', async () => {
    const file = join(folder, 'report.html');
    const { status, stdout } = await run('report', passed, '--format', 'html', '--file', file);
    expect([status, stdout]).toEqual([0, '']);
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    const nowhere = await run('report', passed, '--file', join(folder, 'nowhere', 'report.md'));
    expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('there is no folder')]);
  });

  test('are JSON for a query, and a table of the servers', async () => {
    const verdict = await run('report', passed, '--format', 'json', '--query', 'verdict.outcome', '--output', 'table');
    expect(verdict.stdout).toBe('PASSED\n');
    const csv = await run('report', passed, '--format', 'csv');
    expect(csv.stdout.split('\n')[1]).toContain(world.sound[0] ?? '');
  });

  test('of two drills are compared', async () => {
    const { status, stdout } = await run('diff', passed, failed, '--output', 'table');
    expect([status, stdout]).toEqual([0, expect.stringContaining(failed)]);
    expect(json(await run('diff', passed, failed)).a).toMatchObject({ drillId: passed, outcome: 'PASSED' });
  });

  test('of an unknown drill are refused', async () => {
    expect((await run('report', 'd-000000000000000000000000')).status).toBe(3);
    expect((await run('diff', passed, 'd-000000000000000000000000')).status).toBe(3);
  });
});

describe('evidence from the command line', { timeout: 120_000 }, () => {
  test('is downloaded into a new folder, each file as the manifest names it', async () => {
    const dir = join(folder, passed);
    const got = await sealed(passed, dir);
    expect(got.stderr).toContain('SIMULATED');
    const files = await readdir(dir);
    expect(files.toSorted()).toEqual([...BUNDLE_FILES, 'envelope.json', 'manifest.json', 'receipt.json'].toSorted());
    const { subject } = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'));
    for (const { name, digest } of subject)
      expect(hash('sha256', await readFile(join(dir, name)), 'hex')).toBe(digest.sha256);
    const receipt = JSON.parse(await readFile(join(dir, 'receipt.json'), 'utf8'));
    expect(receipt.envelopeHash).toBe(hash('sha256', await readFile(join(dir, 'envelope.json')), 'hex'));
    expect(json(await run('get', passed)).evidence).toMatchObject([
      { part: 'FIRST', envelopeHash: receipt.envelopeHash },
    ]);
  });

  test('is not written into a folder with files', async () => {
    const dir = await mkdtemp(join(folder, 'full-'));
    await writeFile(join(dir, 'report.json'), '{}');
    const refused = await run('evidence', 'get', passed, '--dir', dir);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('is not empty')]);
    expect(await readdir(dir)).toEqual(['report.json']);
  });

  test('that is not there leaves an empty folder, and says why', async () => {
    const dir = join(folder, 'later');
    const refused = await run('evidence', 'get', passed, '--dir', dir, '--part', 'resolved');
    expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining('not-sealed')]);
    expect(await readdir(dir)).toEqual([]);
  });

  test('has a public key, on stdout or in a file', async () => {
    const { status, stdout } = await run('evidence', 'key');
    expect([status, createPublicKey(stdout).asymmetricKeyType]).toEqual([0, 'ec']);
    const file = join(folder, 'evidence.pem');
    await run('evidence', 'key', '--file', file);
    expect(await readFile(file, 'utf8')).toBe(stdout);
  });

  test('is verified as it was downloaded, and refused when somebody has changed it', async () => {
    const [dir, file] = [join(folder, 'verified'), join(folder, 'verified.pem')];
    await sealed(failed, dir);
    await run('evidence', 'key', '--file', file);
    const verify = ['evidence', 'verify', dir, '--key', file, '--drill', failed];
    expect((await run(...verify)).status).toBe(0);
    await writeFile(join(dir, 'servers.csv'), 'all is well');
    const refused = await run(...verify);
    expect([refused.status, refused.stdout + refused.stderr]).toEqual([3, expect.stringContaining('servers.csv')]);
  });
});

async function drilled(server = ''): Promise<string> {
  const started = await run('start', '--server', server, '--hold', '0', '--reason', 'evidence', '--wait');
  return json(started).drillId;
}

/** The simulated clock runs fast, and sealing follows the end of the drill. */
async function sealed(drillId: string, dir: string): Promise<Said> {
  for (let look = 1; ; look++) {
    const got = await run('evidence', 'get', drillId, '--dir', dir);
    if (got.status === 0 || look === 60) return got;
    await sleep(500);
  }
}
