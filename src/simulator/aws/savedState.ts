import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The state that the local world keeps between runs, besides the table's own file: one JSON text for each part. */
export interface SavedState {
  read<Part>(name: string): Part | undefined;
  /** Replaces a part as a whole. It is on disk when this returns, so a kill loses nothing that was acknowledged. */
  write(name: string, part: unknown): void;
  /** The folder; undefined when nothing is kept. */
  folder: string | undefined;
}

/** Keeps state in a folder, or in memory only. */
export function createSavedState(folder: string | undefined): SavedState {
  if (folder === undefined) return { read: () => undefined, write: () => undefined, folder };
  mkdirSync(folder, { recursive: true });
  return {
    read: (name) => readPart(join(folder, `${name}.json`)),
    write: (name, part) => replace(join(folder, `${name}.json`), JSON.stringify(part)),
    folder,
  };
}

function readPart<Part>(file: string): Part | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Part;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A reader sees the old file or the new one, never a partial one. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.next`, text);
  renameSync(`${file}.next`, file);
}
