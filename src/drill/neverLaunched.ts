import type { Drill, FailedCheck, Server } from './drill.ts';
import { isOfTheServer } from './failedBy.ts';
import type { FailureKind } from './inputs.ts';

/** Nothing of this server can be running: its launch was never requested, or certainly started nothing. */
export function wasNeverLaunched(drill: Drill, server: Server): boolean {
  return server.launch === undefined || drill.launches[server.launch]?.state === 'VOID';
}

/** This drill has certainly never launched anything. */
export function hasLaunchedNothing({ launches }: Drill): boolean {
  return launches.every(({ state }) => state === 'PLANNED' || state === 'VOID');
}

/** One failed check when the same reason stopped every server, else one per server. */
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

/**
 * The safeguard, lever, blackout or missing permission that kept a launch from being made; undefined when its server
 * was the reason.
 */
export function stopOf({ kind, message }: { kind: FailureKind; message: string }): string | undefined {
  if (kind === 'LEVER') return 'lever-open';
  if (kind === 'BLACKOUT') return 'blackout';
  if (kind === 'DENIED') return 'permission';
  return isOfTheServer({ kind, message }) ? undefined : 'aws-answers';
}
