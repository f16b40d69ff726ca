import type { Drill, FailedCheck, Server } from './drill.ts';
import { isOfTheServer } from './failedBy.ts';
import type { FailureKind } from './inputs.ts';

/** Whether nothing can be running of this server: never asked for, or its launch certainly started nothing. */
export function wasNeverLaunched(drill: Drill, server: Server): boolean {
  return server.launch === undefined || drill.launches[server.launch]?.state === 'VOID';
}

/** Certainly nothing of this drill was ever launched. */
export function hasLaunchedNothing({ launches }: Drill): boolean {
  return launches.every(({ state }) => state === 'PLANNED' || state === 'VOID');
}

/** What stopped every server is said once, else server by server. */
export function failuresOf(stopped: [string, Server][]): FailedCheck[] {
  const failures = stopped.map(([sourceServerId, { stoppedBy = '', error = '' }]) => ({
    check: stoppedBy,
    sourceServerId,
    message: error,
  }));
  const [first] = failures;
  const isOne = first !== undefined && failures.every((one) => one.message === first.message);
  return isOne ? [{ check: first.check, message: first.message }] : failures;
}

/** Which of our own means, or whose missing right, kept a launch from being made; undefined when it was its server. */
export function stopOf({ kind, message }: { kind: FailureKind; message: string }): string | undefined {
  if (kind === 'LEVER') return 'lever-open';
  if (kind === 'DENIED') return 'permission';
  return isOfTheServer({ kind, message }) ? undefined : 'aws-answers';
}
