import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const PROJECT = join(import.meta.dirname, '..', '..');
const BUILT = join(PROJECT, 'dist', 'page');

/** Browsers that know `light-dark()`: the fallback made for others follows the system, not the chosen appearance. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** Builds the page into a folder of its own and renames it, because the old one may be served. */
const fresh = `${BUILT}.${process.pid}`;
await build({
  root: import.meta.dirname,
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
  },
});
await rm(BUILT, { recursive: true, force: true });
await rename(fresh, BUILT);
