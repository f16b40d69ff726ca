import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';

/** Writes a file that appears only when it is complete: `write` gets the path of a temporary one. */
export async function wholeFile(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${process.pid}.part`;
  try {
    await write(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritten(file, error);
  }
}

/** Reports the name of the file, not that of the temporary file. */
function unwritten(file: string, error: unknown): unknown {
  const { code, syscall } = Object(error);
  if (syscall === undefined || code === undefined) return error;
  const folder = dirname(file);
  const [why, fix] = {
    ENOENT: [`there is no folder ${folder}`, `mkdir -p ${folder}`],
    ENOTDIR: [`${folder} is no folder`, '--file with another path'],
    EISDIR: ['it is a folder', '--file with another path'],
    EACCES: ['permission denied', '--file with another path'],
    EROFS: ['the file system is read-only', '--file with another path'],
    ENOSPC: ['the disk is full', '--file with a path on another disk'],
  }[String(code)] ?? [String(code)];
  return new CommandError(EXIT.ERROR, `${file} cannot be written: ${why}`, { fix });
}
