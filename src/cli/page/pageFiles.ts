import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file of the page. */
export interface PageFile {
  type: string;
  bytes: Buffer;
  /** Whether its name contains the hash of its content, so that it never changes. */
  hashed: boolean;
}

/**
 * The files of the built page by their path. They are read once, so that no request reads the disk, and so that the
 * page stays whole when it is built again.
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file): Promise<[string, PageFile]> => {
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return [path, { type, bytes: await readFile(file), hashed: path.startsWith(HASHED) }];
  });
  return new Map(await Promise.all(read));
}

/** The folder of the files with hashed names. */
export const HASHED = '/assets/';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
