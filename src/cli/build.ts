import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** What `npm run build` makes: one file that Node.js from 22.13 on runs, without anything beside it. */
const BUILT = 'dist/drs-drill.mjs';

// Written beside and renamed, because somebody may be running the one that is there.
const written = `${BUILT}.${process.pid}`;
await build({
  absWorkingDir: PROJECT,
  entryPoints: ['src/cli/main.ts'],
  outfile: written,
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
});
await rename(join(PROJECT, written), join(PROJECT, BUILT));

// With a `bin` in package.json npx would install the whole project into its cache first; a link in .bin it just runs.
const bin = join(PROJECT, 'node_modules', '.bin');
await mkdir(bin, { recursive: true });
await symlink(join('..', '..', BUILT), join(bin, `drs-drill.${process.pid}`));
await rename(join(bin, `drs-drill.${process.pid}`), join(bin, 'drs-drill'));
