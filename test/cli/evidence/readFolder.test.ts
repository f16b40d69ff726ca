import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandError } from '../../../src/cli/commandError.ts';
import { readFolder } from '../../../src/cli/evidence/readFolder.ts';
import { EXIT } from '../../../src/cli/exitStatus.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Node reads files of up to 2 GiB (fs.readFile). This one has no content on disk. */
const THREE_GIB = 3 * 1024 ** 3;

test('a file in the folder that is too large to be read ends the command with a sentence', async () => {
  const name = join(folder, 'report.json');
  await writeFile(name, '');
  await truncate(name, THREE_GIB);
  const said = await readFolder(folder).catch((error: unknown) => error);
  expect(said).toBeInstanceOf(CommandError);
  expect(said).toMatchObject({
    status: EXIT.NOTHING_VERIFIED,
    message: `nothing was verified: ${name} cannot be read: it is larger than 2 GiB`,
  });
});
