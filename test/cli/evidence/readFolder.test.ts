import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFolder } from '../../../src/cli/evidence/readFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder with a bundle', () => {
  test('is its files, links to files included', async () => {
    await writeFile(join(folder, 'report.md'), 'a');
    await symlink(join(folder, 'report.md'), join(folder, 'linked'));
    expect([...(await readFolder(folder)).values()].map(String)).toEqual(
      ['a', 'a'].map((text) => Buffer.from(text).toString()),
    );
  });

  test('has no empty file where it has a folder of that name', async () => {
    await mkdir(join(folder, 'notes.jsonl'));
    expect([...(await readFolder(folder)).keys()]).toEqual(['notes.jsonl/']);
  });

  test('is read to its end although it has a link to a device that never ends', async () => {
    await symlink('/dev/zero', join(folder, 'envelope.json'));
    expect([...(await readFolder(folder)).keys()]).toEqual(['envelope.json/']);
  });

  test('is not verified when a file is larger than any of a bundle', async () => {
    await writeFile(join(folder, 'report.html'), '');
    await truncate(join(folder, 'report.html'), 3 * 2 ** 30);
    await expect(readFolder(folder)).rejects.toThrow(/^nothing was verified: .*report\.html has 3221225472 bytes$/);
  });
});
