import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from './cannotStart.ts';

/**
 * Locks a folder for this process. Throws with the holder's process id if it is locked already. The operating system
 * releases the lock with the process.
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, 'lock.db'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new CannotStart(
      `--data ${folder} is in use by process ${holder(folder)}; stop that process, or choose another folder.`,
    );
  }
  writeFileSync(join(folder, 'lock.pid'), String(process.pid));
  return () => database.close();
}

function holder(folder: string): string {
  try {
    return readFileSync(join(folder, 'lock.pid'), 'utf8');
  } catch {
    return 'that has just started';
  }
}
