import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A browser that runs on this machine. */
export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

/** Looks for a browser that starts: the one named by CHROMIUM_PATH, the package's, the system's. Else says why not. */
export async function findChromium(): Promise<Chromium | { missing: string }> {
  const refused: string[] = [];
  for (const candidate of [namedOne, packaged, installed]) {
    const chromium = await candidate().catch((error: Error) => ({ missing: error.message }));
    if (!('missing' in chromium)) return chromium;
    refused.push(chromium.missing);
  }
  return { missing: refused.join('\n') };
}

const run = promisify(execFile);

async function namedOne(): Promise<Chromium> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH is not set.');
  return starting({ executablePath, env: {} });
}

async function installed(): Promise<Chromium> {
  return starting({ executablePath: '/usr/bin/chromium', env: {} });
}

/** Where the machine lacks libraries of the browser, the package has them. */
async function packaged(): Promise<Chromium> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  return starting({ executablePath, env: fonts }).catch(() => starting({ executablePath, env: libraries }));
}

async function starting(chromium: Chromium): Promise<Chromium> {
  await run(chromium.executablePath, ['--no-sandbox', '--version'], { env: { ...process.env, ...chromium.env } });
  return chromium;
}

/**
 * The folder of the package's version, unpacked once. The package unpacks into the temporary folder without a look at
 * what an earlier run left there, so that another process does it in a new folder, which is then renamed.
 */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `drs-drill-chromium-${versionOfPackage()}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), 'drs-drill-chromium-new-'));
  await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: fresh },
  });
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(fresh, { recursive: true });
  });
  return folder;
}

const UNPACK = `
import chromium, { inflate } from '@sparticuz/chromium';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
await chromium.executablePath();
const build = dirname(createRequire(process.cwd() + '/').resolve('@sparticuz/chromium'));
await inflate(join(build, '..', 'bin', 'al2023.tar.br'));
`;

function versionOfPackage(): string {
  const require = createRequire(import.meta.url);
  const build = dirname(require.resolve('@sparticuz/chromium'));
  return String(require(join(build, '..', 'package.json')).version);
}
