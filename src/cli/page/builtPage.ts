import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/** The folder of the built page. It is built here if that was not done at the installation. */
export async function builtPage(note: (line: string) => void): Promise<string> {
  const folder = join(PROJECT, 'dist', 'page');
  if (existsSync(join(folder, 'index.html'))) return folder;
  note('building the page, once');
  const stripping = process.features.typescript ? [] : ['--experimental-strip-types', '--no-warnings'];
  const script = join(PROJECT, 'src', 'page', 'build.ts');
  const build = spawn(process.execPath, [...stripping, script], { cwd: PROJECT, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  build.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  await once(build, 'close');
  if (existsSync(join(folder, 'index.html'))) return folder;
  const details = said.trim().split('\n').slice(0, LINES_MAX);
  throw new CommandError(EXIT.ERROR, 'the page cannot be built', { details, fix: `npm ci, in ${PROJECT}` });
}

/** This file is in src/cli/page, or bundled into dist/drs-drill.mjs. */
const IS_BUNDLED = basename(import.meta.filename) === 'drs-drill.mjs';
const PROJECT = join(import.meta.dirname, ...(IS_BUNDLED ? ['..'] : ['..', '..', '..']));

const LINES_MAX = 5;
