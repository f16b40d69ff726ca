import { mkdir, rm, symlink } from 'node:fs/promises';
import { build } from 'esbuild';

/** Builds the command line: one file that any Node.js from 22 on runs, without anything beside it. */
const BUILT = 'dist/drs-drill.mjs';

// The AWS packages in their CommonJS form load what they need when they need it; as modules they would load all at the start.
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/cli/main.ts'],
  outfile: BUILT,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  mainFields: ['main', 'module'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});

// A `bin` in package.json would make `npx drs-drill` install the whole project into npx's cache; a link it just runs.
const link = new URL('node_modules/.bin/drs-drill', import.meta.url);
await mkdir(new URL('.', link), { recursive: true });
await rm(link, { force: true });
await symlink(`../../${BUILT}`, link);
