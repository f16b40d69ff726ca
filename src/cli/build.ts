import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** Bundles the files of `npm run build`: each is self-contained and runs on Node.js 22.13 or newer. */
const BUILT = 'dist/drs-drill.mjs';
/** Bundled, it starts in a third of the time. */
const BUILT_WORLD = 'dist/world.mjs';

const SETTINGS: BuildOptions = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // The AWS packages load lazily as CommonJS; as ES modules they load everything at the start.
  mainFields: ['main', 'module'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
};

await Promise.all([buildOne('src/cli/main.ts', BUILT), buildOne('src/simulator/alone/world.ts', BUILT_WORLD)]);

async function buildOne(from: string, to: string): Promise<void> {
  // Written to a temporary file and renamed, because the old file may be running.
  const written = `${to}.${process.pid}`;
  await build({ ...SETTINGS, entryPoints: [from], outfile: written });
  await rename(join(PROJECT, written), join(PROJECT, to));
}

// With a `bin` in package.json, npx would first install the whole project into its cache; it runs a link in .bin
// directly.
const bin = join(PROJECT, 'node_modules', '.bin');
await mkdir(bin, { recursive: true });
await symlink(join('..', '..', BUILT), join(bin, `drs-drill.${process.pid}`));
await rename(join(bin, `drs-drill.${process.pid}`), join(bin, 'drs-drill'));
