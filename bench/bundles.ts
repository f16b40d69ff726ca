import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { PROJECT } from '../src/simulator/lambda/serverlessFile.ts';

/** The bundler settings in serverless.yml: esbuild's, and two of serverless-esbuild. */
export interface EsbuildSettings extends BuildOptions {
  outputFileExtension: string;
  /** Packages that are not in the bundle. */
  exclude: string[];
}

export interface Bundle {
  path: string;
  /** The names of the packages that our own files import. */
  packages: string[];
}

/** The deployed bundle of a function, and a bundle with the same package imports and none of our code. */
export async function bundlesOf(
  entry: string,
  settings: EsbuildSettings,
  outdir: string,
): Promise<Record<'own' | 'packages', Bundle>> {
  const { outputFileExtension: extension, exclude: external, ...options } = settings;
  const path = (name: string) => join(outdir, `${name}${extension}`);
  const shared = { ...options, external, absWorkingDir: PROJECT, metafile: true as const, logLevel: 'error' as const };
  const { metafile } = await build({ ...shared, entryPoints: [entry], outfile: path('own') });
  const imports = await importsOf(metafile);
  const contents = sourceOf(imports);
  const stdin = { contents, resolveDir: PROJECT, sourcefile: 'packages.ts', loader: 'ts' as const };
  await build({ ...shared, stdin, outfile: path('packages') });
  const packages = [...imports.keys()];
  return { own: { path: path('own'), packages }, packages: { path: path('packages'), packages } };
}

/** The imports from packages in our own files of the bundle: names by package. */
async function importsOf({ outputs }: Metafile): Promise<Map<string, Set<string>>> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const ours = inputs.filter(([path, { bytesInOutput }]) => path.startsWith('src/') && bytesInOutput > 0);
  const imports = new Map<string, Set<string>>();
  for (const [path] of ours) {
    const text = await readFile(join(PROJECT, path), 'utf8');
    for (const [, clause = '', from = ''] of text.matchAll(IMPORT)) {
      const names = imports.get(from) ?? new Set();
      const used = clause.startsWith('* as ') ? await membersUsed(clause.slice(5), from, text) : namesIn(clause);
      for (const name of used) names.add(name);
      if (names.size > 0) imports.set(from, names);
    }
  }
  return imports;
}

/** Imports from packages, except from files and Node.js and type-only imports. */
const IMPORT = /^import (?!type )([^;'"]+?) from '((?!node:|\.)[^']+)';/gm;

/** `default` stands for a default import. Types are erased. */
function namesIn(clause: string): string[] {
  const [, whole = '', braced = ''] = /^(\w+)?,?\s*(?:\{([\s\S]*)\})?$/.exec(clause.trim()) ?? [];
  const listed = braced.split(',').map((one) => one.trim());
  const values = listed
    .filter((one) => one !== '' && !one.startsWith('type '))
    .map((one) => one.split(' as ')[0] ?? one);
  return whole === '' ? values : ['default', ...values];
}

/**
 * The members used of a package that is imported as a whole, such as `object` or `core.parse`. Types are not exports.
 */
async function membersUsed(whole: string, from: string, text: string): Promise<string[]> {
  const exported: unknown = await import(from);
  const chains = [...text.matchAll(new RegExp(`\\b${whole}((?:\\.\\w+)+)`, 'g'))];
  return chains.flatMap(([, chain = '']) => {
    const existing = existingOf(exported, chain.slice(1).split('.'));
    return existing === '' ? [] : [`${WHOLE}${existing}`];
  });
}

/** Marks a member of a package that is imported as a whole. */
const WHOLE = '*.';

/** Follows the chain through namespaces to the first existing value. */
function existingOf(holder: unknown, [name = '', ...rest]: string[]): string {
  const value = (Object(holder) as Record<string, unknown>)[name];
  // A bare namespace occurs only before the name of a type.
  if (value === undefined || (typeof value === 'object' && rest.length === 0)) return '';
  if (typeof value !== 'object') return name;
  const deeper = existingOf(value, rest);
  return deeper === '' ? '' : `${name}.${deeper}`;
}

/** Exports all imports, so the bundler drops none of them. */
function sourceOf(imports: Map<string, Set<string>>): string {
  const lines = [...imports].flatMap(([from, all], place) => {
    const named = [...all].filter((name) => !name.startsWith(WHOLE));
    const members = [...all]
      .filter((name) => name.startsWith(WHOLE))
      .map((name) => `whole${place}.${name.slice(WHOLE.length)}`);
    const renamed = named.map((name, index) => `${name} as from${place}name${index}`);
    return [
      ...(renamed.length === 0 ? [] : [`export { ${renamed.join(', ')} } from '${from}';`]),
      ...(members.length === 0
        ? []
        : [`import * as whole${place} from '${from}';`, `export const used${place} = [${members.join(', ')}];`]),
    ];
  });
  return lines.join('\n');
}
