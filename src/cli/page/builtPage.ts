import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/** The folder of the built page. It is built here if that was not done at the installation. */
export async function builtPage(note: (line: string) => void, project = PROJECT): Promise<string> {
  const folder = join(project, 'dist', 'page');
  if (existsSync(join(folder, 'index.html'))) return folder;
  note('building the page, once');
  // Another command may build it at the same time: the first one wins, and the page that it serves stays in its place.
  const own = `${folder}.first.${process.pid}.${crypto.randomUUID()}`;
  const said = await build(project, own);
  const refused = await rename(own, folder).catch(({ message }: Error) => message);
  await rm(own, { recursive: true, force: true });
  if (existsSync(join(folder, 'index.html'))) return folder;
  const details = (said.trim() || String(refused)).split('\n').slice(0, LINES_MAX);
  throw new CommandError(EXIT.ERROR, 'the page cannot be built', { details, fix: `npm ci, in ${project}` });
}

/** Builds the page into a folder; what the build said is of use if there is no page afterwards. */
async function build(project: string, built: string): Promise<string> {
  const stripping = process.features.typescript ? [] : ['--experimental-strip-types', '--no-warnings'];
  const root = join(project, 'src', 'page');
  const child = spawn(process.execPath, [...stripping, join(root, 'build.ts'), root, built], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  await once(child, 'close');
  return said;
}

/** This file is in src/cli/page, or bundled into dist/drs-drill.mjs. */
const IS_BUNDLED = basename(import.meta.filename) === 'drs-drill.mjs';
const PROJECT = join(import.meta.dirname, ...(IS_BUNDLED ? ['..'] : ['..', '..', '..']));

const LINES_MAX = 5;
