import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** How much script a view loads. */
export interface ScriptSize {
  /** The file of the view, without its hash: `drillView`. */
  view: string;
  /** Of the page itself, of the view, and of everything that they import, also later, as the tabs of a drill. */
  gzipBytes: number;
}

/** The scripts that each view of the built page loads, the largest first. */
export async function scriptSizes(built: string): Promise<ScriptSize[]> {
  const folder = join(built, 'assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const texts = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
  const [, page = ''] = /src="\/assets\/([^"]+\.js)"/.exec(await readFile(join(built, 'index.html'), 'utf8')) ?? [];
  const views = importedBy(texts.get(page)).filter((name) => VIEW.test(name));
  if (page === '' || views.length === 0) throw new Error(`${built} has no page with views`);
  const sizes = views.map((name) => ({
    view: name.replace(VIEW, '$1'),
    gzipBytes: sizeOf(loadedBy(page, new Set(views.filter((other) => other !== name)), texts), texts),
  }));
  return sizes.toSorted((one, other) => other.gzipBytes - one.gzipBytes);
}

/** All scripts of the page together, which nobody loads at once. */
export async function allScripts(built: string): Promise<number> {
  const folder = join(built, 'assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(folder, name))).length));
  return sizes.reduce((total, size) => total + size, 0);
}

const VIEW = /^(\w+View)-[\w-]+\.js$/;

/** The page, and all that it imports, but for these views. */
function loadedBy(page: string, others: ReadonlySet<string>, texts: ReadonlyMap<string, string>): Set<string> {
  const loaded = new Set<string>();
  const open = [page];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (loaded.has(name) || others.has(name)) continue;
    loaded.add(name);
    open.push(...importedBy(texts.get(name)));
  }
  return loaded;
}

function importedBy(text = ''): string[] {
  return [...text.matchAll(IMPORTED)].map(([, imported = '']) => imported);
}

const IMPORTED = /(?:from|import|import\()\s*["`]\.\/([^"`]+\.js)["`]/g;

function sizeOf(names: ReadonlySet<string>, texts: ReadonlyMap<string, string>): number {
  return [...names].reduce((total, name) => total + gzipSync(texts.get(name) ?? '').length, 0);
}
