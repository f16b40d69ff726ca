import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Safeguard } from './mutant.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Inside node_modules, so the build resolves the packages that it does not bundle. */
const BUILDS = join(ROOT, 'node_modules/.cache/drs-drill-sim');

/** Builds the simulator's worker from a product that lacks one safeguard. */
export async function buildMutant(safeguard: Safeguard): Promise<{ entry: string; remove(): Promise<void> }> {
  await mkdir(BUILDS, { recursive: true });
  const entry = join(BUILDS, `without-${safeguard.name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: entry,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    keepNames: true,
    logLevel: 'silent',
    plugins: [patching(safeguard)],
  });
  return { entry, remove: () => rm(entry, { force: true }) };
}

/** The product's source without a safeguard. Throws if the source no longer matches the patch. */
export function patched(safeguard: Safeguard, file: string, source: string): string {
  return safeguard.edits
    .filter((edit) => edit.file === file)
    .reduce((text, { find, replace }) => {
      const times = text.split(find).length - 1;
      if (times !== 1) throw new Error(`safeguard ${safeguard.name}: ${file} contains its text ${times} times`);
      return text.replace(find, () => replace);
    }, source);
}

/** Every file that a safeguard touches, with its patched source. */
export async function readPatched(safeguard: Safeguard): Promise<Map<string, string>> {
  const files = [...new Set(safeguard.edits.map((edit) => edit.file))];
  const sources = await Promise.all(files.map((file) => readFile(join(ROOT, file), 'utf8')));
  return new Map(files.map((file, index) => [join(ROOT, file), patched(safeguard, file, sources[index] ?? '')]));
}

function patching(safeguard: Safeguard): Plugin {
  return {
    name: 'without-a-precaution',
    async setup({ onLoad }) {
      const sources = await readPatched(safeguard);
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = sources.get(path);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}
