import type { Command } from 'commander';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { openSession, type Session } from '../http/session.ts';
import type { GlobalFlags } from '../settings.ts';
import { type Manual, setManual } from '../terminal/manual.ts';

/** What a verb is called with. */
export interface Call<Flags> {
  session: Session;
  args: string[];
  flags: Flags;
  command: Command;
}

/** Adds a verb: how it is called (`get <drill>`), what the manual says, and what is done. */
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

/** The first Ctrl-C ends what goes on in good order, a second one at once. */
function untilInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  // For good: the picture on a terminal listens too, and would end the process at once where nobody else does.
  process.on('SIGINT', () => (interrupted.signal.aborted ? process.exit(EXIT.INTERRUPTED) : interrupted.abort()));
  return interrupted.signal;
}
