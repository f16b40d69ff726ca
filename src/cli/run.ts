import { CommanderError } from 'commander';
import { EXIT } from './exitStatus.ts';
import { makeProgram } from './program.ts';
import { CommandError, errorText } from './wrong.ts';

/** Runs one command; `process.exitCode` tells how it went. */
export async function run(argv: string[]): Promise<void> {
  process.stdout.on('error', endWriting);
  try {
    await makeProgram().parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Whoever read us has enough (`| head`), which is no error; or what we write finds no room. */
function endWriting(error: Error): void {
  process.exit(tell(error));
}

function tell(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
  if (isPipeClosed(error)) return EXIT.OK;
  const told = error instanceof CommandError ? error : new CommandError(EXIT.ERROR, unexpected(error));
  process.stderr.write(errorText(told));
  return told.status;
}

function isPipeClosed(error: unknown): boolean {
  return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(Object(error).code);
}

function unexpected(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
