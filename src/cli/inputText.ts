import { readFile } from 'node:fs/promises';
import { text as wholeText } from 'node:stream/consumers';
import { interruption, usageError } from './commandError.ts';
import type { Session } from './http/session.ts';

/** The parts of the session needed to read from a terminal. */
export type Typing = Pick<Session, 'interrupted' | 'note'>;

/** The text of a file, or of stdin for `-`. On a terminal, reading can be interrupted by Ctrl-C. */
export async function readText(file: string, { interrupted, note }: Typing): Promise<string> {
  if (file !== '-') return textOf(file);
  if (process.stdin.isTTY) note('type the request as YAML or JSON; Ctrl-D ends it');
  interrupted.addEventListener('abort', () => process.stdin.destroy());
  const text = await wholeText(process.stdin).catch(() => '');
  if (interrupted.aborted) throw interruption();
  return text;
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw usageError(`${file} cannot be read: ${Object(error).code}`);
  });
}
