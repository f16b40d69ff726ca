import { CommanderError } from 'commander';
import { CommandError, errorText } from './commandError.ts';
import { EXIT } from './exitStatus.ts';
import { makeProgram } from './program.ts';

/** Runs one command and sets `process.exitCode`. */
export async function run(argv: string[]): Promise<void> {
  process.stdout.on('error', endWriting);
  try {
    await makeProgram().parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** A closed pipe (`| head`) is no error; a full disk is. */
function endWriting(error: Error): void {
  process.exit(report(error));
}

function report(error: unknown): number {
  // Commander has already printed the message.
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
