import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/** The files in a folder. Another folder in it, which no bundle has, counts as an empty file. */
export async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readable(folder, () => readdir(folder, { withFileTypes: true }));
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) files.set(entry.name, entry.isDirectory() ? NOTHING : await readOne(folder, entry.name));
  return files;
}

/** Reads a file. Without it nothing can be verified. */
export function readOne(folder: string, name: string): Promise<Uint8Array> {
  const path = join(folder, name);
  return readable(path, () => readFile(path));
}

const NOTHING = new Uint8Array();
/** Node.js reference, errors: a file that `readFile` cannot read at once. */
const TOO_LARGE = 'ERR_FS_FILE_TOO_LARGE';

async function readable<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const { code, syscall } = Object(error);
    if (syscall === undefined && code !== TOO_LARGE) throw error;
    const why = code === TOO_LARGE ? 'it is larger than 2 GiB' : code;
    throw new CommandError(EXIT.NOTHING_VERIFIED, `nothing was verified: ${path} cannot be read: ${why}`);
  }
}
