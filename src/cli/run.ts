import { CommanderError } from 'commander';
import { CommandError, errorText } from './commandError.ts';
import { EXIT } from './exitStatus.ts';
import { makeProgram } from './program.ts';

/** Runs one command; `process.exitCode` tells how it went. */
export async function run(argv: string[]): Promise<void> {
  process.stdout.on('error', endWriting);
  try {
    await makeProgram().parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Whoever read us has enough (`| head`), which is no error; or what we write finds no room. */
function endWriting(error: Error): void {
  process.exit(report(error));
}

function report(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
  if (isPipeClosed(error)) return EXIT.OK;
  const refused = error instanceof CommandError ? error : new CommandError(EXIT.ERROR, unexpected(error));
  process.stderr.write(errorText(refused));
  return refused.status;
}

function isPipeClosed(error: unknown): boolean {
  return ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(Object(error).code);
}

function unexpected(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
