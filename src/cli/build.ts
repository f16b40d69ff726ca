import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** What `npm run build` makes: files that Node.js from 22.13 on runs, each without anything beside it. */
const BUILT = 'dist/drs-drill.mjs';
/** As one file it starts in a third of the time. */
const BUILT_WORLD = 'dist/world.mjs';

const SETTINGS: BuildOptions = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // The AWS packages in their CommonJS form load what they need when they need it; as modules they load all at the start.
  mainFields: ['main', 'module'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
};

await Promise.all([buildOne('src/cli/main.ts', BUILT), buildOne('src/simulator/alone/world.ts', BUILT_WORLD)]);

async function buildOne(from: string, to: string): Promise<void> {
  // Written beside and renamed, because somebody may be running the one that is there.
  const written = `${to}.${process.pid}`;
  await build({ ...SETTINGS, entryPoints: [from], outfile: written });
  await rename(join(PROJECT, written), join(PROJECT, to));
}

// With a `bin` in package.json npx would install the whole project into its cache first; a link in .bin it just runs.
const bin = join(PROJECT, 'node_modules', '.bin');
await mkdir(bin, { recursive: true });
await symlink(join('..', '..', BUILT), join(bin, `drs-drill.${process.pid}`));
await rename(join(bin, `drs-drill.${process.pid}`), join(bin, 'drs-drill'));
