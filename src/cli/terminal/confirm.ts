import { createInterface } from 'node:readline/promises';
import { CommandError, interruption, usageError } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Session } from '../http/session.ts';
import { plain } from './grid.ts';

/** Asks for confirmation. Without a terminal, `--yes` is required. */
export async function confirmed(
  { note, interrupted }: Session,
  intent: string,
  { yes }: { yes?: boolean },
): Promise<void> {
  if (yes) return note(intent);
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usageError(`${plain(intent)} There is no terminal for a confirmation`, 'the same command with --yes');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // On a terminal, readline receives all keys, including Ctrl-C.
  asking.once('SIGINT', () => process.emit('SIGINT'));
  try {
    const answer = await asking.question(`${plain(intent)} Continue? [y/N] `, { signal: interrupted });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } catch (error) {
    throw interrupted.aborted ? interruption() : error;
  } finally {
    asking.close();
  }
  throw new CommandError(EXIT.ERROR, 'nothing was done');
}
