import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aPassedDrill } from '../bundle/givenBundle.ts';
import { seededDrills } from '../seededDrills.ts';
import { downloaded, KEY, termsFor } from './givenFiles.ts';
import { VERIFIER } from './pythonVerifier.ts';

const run = promisify(execFile);
const DOCUMENT = await readFile('docs/evidence.md', 'utf8');
const [, BY_HAND = ''] = /^## Verify it by hand$[\s\S]*?^```sh\n([\s\S]*?)^```$/m.exec(DOCUMENT) ?? [];

const sealed = await aPassedDrill();
const files = downloaded(sealed);
const { drillId } = termsFor(sealed);

describe('somebody without this product', () => {
  let folder: string;
  let key: string;
  beforeEach(async () => {
    const above = await mkdtemp(join(tmpdir(), 'evidence-'));
    [folder, key] = [join(above, 'bundle'), join(above, 'key.pem')];
    await mkdir(folder);
    await writeFile(key, KEY.publicKeyPem);
    for (const [name, content] of files) await writeFile(join(folder, name), content);
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  test('verifies a bundle with openssl and sha256sum, by the commands of the documentation', async () => {
    const { stdout } = await byHand();
    const lines = stdout.split('\n');
    expect(lines.slice(0, 11)).toEqual(['Verified OK', ...NAMES.map((name) => `${name}: OK`), '9']);
    expect(lines).toEqual(
      expect.arrayContaining([`"drillId":"${drillId}"`, '"world":"SIMULATED"', '"outcome":"PASSED"']),
    );
    const hashes = stdout.match(/[0-9a-f]{64}/g);
    expect(hashes).toEqual([hashes?.[0], hashes?.[0], hashes?.[2], hashes?.[2]]);
  });

  test('sees by these commands that nothing has answered a drill, and that its journal has one entry', async () => {
    const drills = await seededDrills(20);
    const refused = drills.find(({ kept }) => kept.entries.length === 1);
    if (refused === undefined) throw new Error('seed 20 has no drill of one entry');
    for (const [name, content] of downloaded({ ...refused, part: 'FIRST', firstEnvelopeHash: null }))
      await writeFile(join(folder, name), content);
    const { stdout } = await byHand();
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['"world":null', '"outcome":"REJECTED"', 'The journal has no second entry.']),
    );
    expect(stdout.match(/[0-9a-f]{64}/g)).toHaveLength(3);
  });

  test('sees by these commands which file was changed', async () => {
    await writeFile(join(folder, 'report.md'), '# PASSED');
    await expect(byHand()).rejects.toMatchObject({ stdout: expect.stringContaining('report.md: FAILED') });
  });

  test('sees by these commands that the manifest was changed', async () => {
    const envelope = Buffer.from(files.get('envelope.json') ?? []).toString();
    await writeFile(join(folder, 'envelope.json'), envelope.replace(/"payload":"./, '"payload":"f'));
    await expect(byHand()).rejects.toMatchObject({ stdout: expect.stringContaining('Verification failure') });
  });

  test('verifies it with a script of 200 lines, which says what it has not checked', async () => {
    const { stdout } = await run('python3', [VERIFIER, folder, key, drillId]);
    expect(stdout).toBe('World: SIMULATED\nVERIFIED - Checks 1 to 9 held. The journal was not replayed.\n');
    const script = await readFile(VERIFIER, 'utf8');
    expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
    const imports = [...script.matchAll(/^ *(?:import|from) (.*?)$/gm)].map(([, names]) => names);
    expect(imports).toEqual([
      'base64, datetime, decimal, functools, hashlib, json, os, pathlib, re, subprocess, sys, tempfile',
    ]);
  });

  test.each([
    ['drill', 3, 'REFUSED', () => [folder, key, 'another-drill']],
    ['key', 8, 'NOTHING_VERIFIED', () => [folder, join(folder, 'report.md'), drillId]],
  ])('is refused by the script with another %s', async (_, code, result, args) => {
    const failed = run('python3', [VERIFIER, ...args()]);
    await expect(failed).rejects.toMatchObject({ code, stdout: expect.stringMatching(new RegExp(`^${result} `, 'm')) });
  });

  function byHand() {
    return run('sh', ['-e', '-c', BY_HAND], { cwd: folder, env: { ...process.env, KEY: key } });
  }
});

const NAMES = [
  ...['report.json', 'report.html', 'report.md', 'servers.csv', 'journal.jsonl', 'record.json'],
  ...['notes.jsonl', 'guard.jsonl', 'context.json'],
];
