import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, usageError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/** Makes the folder for a bundle, or refuses one that has files. */
export async function emptyFolder(folder: string): Promise<void> {
  const names = await reaching(folder, async () => {
    await mkdir(folder, { recursive: true });
    return readdir(folder);
  });
  if (names.length > 0) throw usageError(`${folder} is not empty`, '--dir with a new folder');
}

/** Writes the files of a bundle. None replaces another one. */
export async function writeBundle(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await reaching(folder, async () => {
    for (const [name, content] of files) await writeFile(join(folder, name), content, { flag: 'wx' });
  });
}

async function reaching<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = Object(error);
    if (syscall === undefined) throw error;
    throw new CommandError(EXIT.ERROR, `${folder} cannot be written: ${code}`, { fix: '--dir with another folder' });
  }
}
