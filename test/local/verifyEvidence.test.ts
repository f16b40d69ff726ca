import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/evidence/chain/canonicalJson.ts';
import { aPassedDrill } from '../evidence/bundle/givenBundle.ts';
import { downloaded, KEY, termsFor, textOf } from '../evidence/verify/givenFiles.ts';
import { buildCli, cliRun, type Said } from './builtCli.ts';
import { type StubApi, startStubApi } from './stubApi.ts';

const sealed = await aPassedDrill();
const files = downloaded(sealed);
const { drillId } = termsFor(sealed);

let stub: StubApi;
let above: string;
let folder: string;
let key: string;
beforeAll(async () => {
  [stub, above] = await Promise.all([startStubApi(), mkdtemp(join(tmpdir(), 'evidence-')), buildCli()]);
  key = join(above, 'key.pem');
  await writeFile(key, KEY.publicKeyPem);
});
afterAll(async () => {
  await stub.close();
  await rm(above, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(above, 'bundle-'));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
});

/** Without an API. */
const offline = (...args: string[]) => cliRun(args);
const online = (...args: string[]) => cliRun(args, { env: { DRS_DRILL_API: stub.api } });
const json = ({ stdout }: Said) => JSON.parse(stdout);
const verify = (...args: string[]) => offline('evidence', 'verify', folder, '--key', key, '--drill', drillId, ...args);

describe('evidence verify, without an API', () => {
  test('says the world first, and exits with 0 for a bundle that is verified', async () => {
    const said = await verify('--output', 'table');
    expect([said.status, said.stderr]).toEqual([0, '']);
    expect(said.stdout).toMatch(/^WORLD +SIMULATED\nresult +VERIFIED\npart +FIRST\nchecked +The envelope is signed/);
    expect(Object.keys(json(await verify('--output', 'json')))[0]).toBe('world');
  });

  test('exits with 3 for a file that was changed, and names it', async () => {
    await writeFile(join(folder, 'servers.csv'), 'PASSED');
    const said = await verify('--output', 'table');
    expect(said.status).toBe(3);
    expect(said.stdout).toMatch(/result +REFUSED\n(.*\n)*refused +servers\.csv: Its SHA-256 is/);
  });

  test('exits with 3 for a folder in the folder', async () => {
    await mkdir(join(folder, 'more'));
    const said = await verify();
    expect([said.status, json(said).contradictions]).toEqual([
      3,
      [{ file: 'more/', what: 'The manifest does not name it.' }],
    ]);
  });

  test.each([
    ['without an envelope', async () => rm(join(folder, 'envelope.json')), 'There is no envelope.json.'],
    ['with a key that is none', async () => writeFile(key, 'no key'), 'The key is no public key in PEM.'],
  ])('exits with 8 %s', async (_, change, sentence) => {
    await change();
    const said = await verify('--output', 'table');
    await writeFile(key, KEY.publicKeyPem);
    expect([said.status, said.stdout]).toEqual([8, expect.stringMatching(`NOTHING_VERIFIED\\nstopped +${sentence}`)]);
  });

  test('exits with 8 for a folder or a key that cannot be read', async () => {
    const none = await offline('evidence', 'verify', join(above, 'none'), '--key', key, '--drill', drillId);
    expect([none.status, none.stderr]).toEqual([8, expect.stringContaining('none cannot be read: ENOENT')]);
    expect((await verify('--key', join(above, 'none.pem'))).status).toBe(8);
  });

  test('wants to know which drill it is to be evidence of', async () => {
    const said = await offline('evidence', 'verify', folder, '--key', key);
    expect([said.status, said.stderr]).toEqual([2, expect.stringContaining("'--drill <drill>' not specified")]);
  });
});

describe('replay', () => {
  test('rebuilds the drill of a bundle, without an API', async () => {
    const said = await offline('replay', '--dir', folder);
    expect([said.status, json(said)]).toEqual([
      0,
      {
        world: 'SIMULATED',
        drillId,
        phase: 'ENDED',
        outcome: 'PASSED',
        entries: sealed.kept.entries.length,
        contradiction: null,
        notReplayed: null,
      },
    ]);
  });

  test('rebuilds a drill from the journal of the API, page by page', async () => {
    serve(lines(), textOf(files, 'record.json'));
    const said = await online('replay', drillId);
    expect([said.status, json(said).entries, json(said).contradiction], said.stderr).toEqual([0, lines().length, null]);
  });

  test('exits with 6 and names the first member that the journal makes otherwise', async () => {
    const record = JSON.stringify({ ...JSON.parse(textOf(files, 'record.json')), outcome: 'FAILED' });
    const unchained = lines().map((line) => {
      const { previousHash: _, recordHash: _hash, ...entry } = JSON.parse(line);
      return canonicalJson(entry);
    });
    serve(unchained, record);
    const said = await online('replay', drillId, '--output', 'table');
    expect([said.status, said.stdout.replaceAll(/\s+/g, ' ')]).toEqual([
      6,
      expect.stringContaining('contradiction record: outcome is "FAILED", and the journal makes it "PASSED".'),
    ]);
  });

  test('exits with 6 when the API says that the journal is not intact', async () => {
    serve(lines(), textOf(files, 'record.json'), 'Entry 3 is missing.');
    const said = await online('replay', drillId);
    expect([said.status, json(said).contradiction]).toEqual([6, 'Entry 3 is missing.']);
  });

  test('exits with 8 for a journal of a newer version', async () => {
    const [first = '', ...rest] = lines();
    serve([first.replace('"schema":2', '"schema":3'), ...rest.map(unhashed)], textOf(files, 'record.json'));
    const said = await online('replay', drillId);
    expect([said.status, json(said).notReplayed]).toEqual([
      8,
      'Entry 1 has schema 3, and only schema 2 can be replayed.',
    ]);
  });

  test.each([[[]], [['d-1', '--dir', '.']]])('wants either a drill or a folder: %j', async (args) => {
    const said = await offline('replay', ...args);
    expect([said.status, said.stderr]).toEqual([2, 'drs-drill: replay needs either a drill or --dir\n']);
  });
});

/** Two pages, of which the last one has the record. */
function serve(all: string[], record: string, contradiction: string | null = null) {
  const entries = all.map((line) => ({ seq: JSON.parse(line).seq, at: '', cause: '', facts: [], line }));
  stub.answer(({ query }) => {
    const from = Number(query['fromSeq'] ?? 1);
    const page = from === 1 ? entries.slice(0, 2) : entries.slice(2);
    const last = from === 1 ? { nextSeq: 3 } : { nextSeq: null, record };
    return query['raw'] === 'true' ? { body: { drillId, entries: page, contradiction, ...last } } : undefined;
  });
}

/** As a version before hashes wrote it. */
function unhashed(line: string): string {
  const { previousHash: _, recordHash: __, ...entry } = JSON.parse(line);
  return canonicalJson(entry);
}

function lines(): string[] {
  return textOf(files, 'journal.jsonl').split('\n').slice(0, -1);
}
