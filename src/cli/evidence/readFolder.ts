import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/**
 * The files in a folder. Whatever else is in it, such as another folder or a pipe, is not read, and has a name that no
 * file of a bundle has: it may not stand in for an empty file.
 */
export async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const names = await readable(folder, () => readdir(folder));
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const { isFile } = await look(join(folder, name));
    if (isFile) files.set(name, await readOne(folder, name));
    else files.set(`${name}/`, NOTHING);
  }
  return files;
}

async function look(path: string): Promise<{ isFile: boolean }> {
  const found = await readable(path, () => stat(path));
  if (found.size <= FILE_BYTES_MAX) return { isFile: found.isFile() };
  throw new CommandError(EXIT.NOTHING_VERIFIED, `nothing was verified: ${path} has ${found.size} bytes`);
}

/** No bundle has such a file, and Node.js reads none of more than 2 GiB. */
const FILE_BYTES_MAX = 2 ** 29;

/** Reads a file. Without it nothing can be verified. */
export function readOne(folder: string, name: string): Promise<Uint8Array> {
  const path = join(folder, name);
  return readable(path, () => readFile(path));
}

const NOTHING = new Uint8Array();

async function readable<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const { code, syscall } = Object(error);
    if (syscall === undefined) throw error;
    throw new CommandError(EXIT.NOTHING_VERIFIED, `nothing was verified: ${path} cannot be read: ${code}`);
  }
}
