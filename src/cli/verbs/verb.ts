import type { Command } from 'commander';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { openSession, type Session } from '../http/session.ts';
import type { GlobalFlags } from '../settings.ts';
import { type Manual, setManual } from '../terminal/manual.ts';

/** The invocation of a verb. */
export interface Call<Flags> {
  session: Session;
  args: string[];
  flags: Flags;
  command: Command;
}

/** Adds a verb: its usage (`get <drill>`), its manual, and its action. */
export function addVerb<Flags>(
  parent: Command,
  usage: string,
  manual: Manual,
  act: (call: Call<Flags>) => Promise<ExitStatus | undefined>,
): Command {
  const command = parent.command(usage).summary(manual.summary);
  setManual(command, manual);
  return command.action(async () => {
    const flags = command.optsWithGlobals<Flags & GlobalFlags>();
    const session = openSession(flags, untilInterrupted());
    const status = await act({ session, flags, args: command.args, command });
    process.exitCode = status ?? EXIT.OK;
  });
}

/** The first Ctrl-C stops the command gracefully, the second one at once. */
function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  // Never removed: the live view also handles SIGINT, and would end the process at once without another listener.
  process.on('SIGINT', () => (interrupted.signal.aborted ? process.exit(EXIT.INTERRUPTED) : interrupted.abort()));
  return interrupted.signal;
}
