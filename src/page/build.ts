import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const PROJECT = join(import.meta.dirname, '..', '..');
/** Builds the page, or what another folder has, in the same way: `node build.ts [ROOT BUILT]`. */
const [, , root = import.meta.dirname, built = join(PROJECT, 'dist', 'page')] = process.argv;

/**
 * What at least four scripts need is one file: a browser asks a server for only six files at a time, and a view would
 * else have some seventy. What loads the view beside the page stays apart.
 */
const COMMON = { name: 'common', minShareCount: 4, test: (id: string) => !FIRST.test(id) };
const FIRST = /preload-helper|src\/page\/(main|views)\.ts$/;

/** Browsers that know `light-dark()`: the fallback made for others follows the system, not the chosen appearance. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

// Into a folder of its own that is then renamed, because the old one may be served.
const fresh = `${built}.${process.pid}`;
// A test that builds the page would otherwise get React for developers.
process.env['NODE_ENV'] = 'production';
await build({
  root,
  configFile: false,
  plugins: [react()],
  logLevel: 'warn',
  build: {
    outDir: fresh,
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: CSS_TARGET,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups: [COMMON] } } },
  },
});
await rm(built, { recursive: true, force: true });
await rename(fresh, built);
