import { SECOND_MS } from '../drill/bounds.ts';
import type { Check } from '../drill/checks/check.ts';
import { isInScope } from '../drill/checks/checkTargets.ts';
import { isOfServers } from '../drill/checks/checkTerms.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import type { ServerReport } from './serverReports.ts';

/**
 * How long the checks of a drill took: from the beginning of its hold until its application was seen working, in
 * seconds of our clock. It counts from the hold, because nobody asks earlier, however long ago the first wave booted.
 * It is an upper bound, like the boot: the application may have worked before the look that found it working.
 *
 * Only the application's own time counts. So what is left out is a verdict of people, a check that the request lets
 * begin later, one that is not required, and those that do not ask the application (UNREACHABLE, CONSOLE). Null when
 * nothing is left, or not all of it has passed.
 */
export function checksTime(drill: Drill): number | null {
  const ends = askingChecks(drill).map(({ state, decidedAt }) => (state === 'PASSED' ? decidedAt : undefined));
  return secondsUntilLast(drill, ends);
}

/** The same for one server, of the checks that ask each server: until it had passed those that are about it. */
export function serverChecksTime(drill: Drill, sourceServerId: string, { passedAt = {} }: ServerReport): number | null {
  const server = drill.servers[sourceServerId];
  if (server === undefined) return null;
  const own = askingChecks(drill).filter((check) => isOfServers(check) && isInScope(check, sourceServerId, server));
  return secondsUntilLast(
    drill,
    own.map(({ name }) => passedAt[name]),
  );
}

function askingChecks({ checks = [] }: Drill): Check[] {
  return checks.filter(
    (check) => check.required && (check.afterSeconds ?? 0) === 0 && asksApplication(check) && !isLeftToPeople(check),
  );
}

function asksApplication({ kind }: Check): boolean {
  return kind === 'HTTP' || kind === 'TCP' || kind === 'SSM' || kind === 'LAMBDA';
}

function isLeftToPeople({ awaitsVerdict, by }: Check): boolean {
  return awaitsVerdict === true || by !== undefined;
}

function secondsUntilLast({ holdBeganAt }: Drill, ends: readonly (Instant | undefined)[]): number | null {
  const known = ends.flatMap((at) => at ?? []);
  if (holdBeganAt === undefined || ends.length === 0 || known.length < ends.length) return null;
  return (Math.max(...known) - holdBeganAt) / SECOND_MS;
}
