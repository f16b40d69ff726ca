import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contents } from '../state.ts';

/** Keeps contents as long as the process lives. */
export function contentsInMemory(): Contents {
  const kept = new Map<string, Uint8Array>();
  return {
    read: (sha256) => kept.get(sha256),
    write: (sha256, content) => void kept.set(sha256, Uint8Array.from(content)),
  };
}

/** Keeps each content as a file of a folder, which is named by its digest. */
export function contentsIn(folder: string): Contents {
  return {
    read: (sha256) => {
      try {
        return readFileSync(join(folder, sha256));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: (sha256, content) => {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, sha256);
      // A reader sees the whole content or none.
      writeFileSync(`${file}.next`, content);
      renameSync(`${file}.next`, file);
    },
  };
}
