import { CHECK_FAILURES_KEPT, CHECK_MESSAGE_BYTES_KEPT, CHECKER_BYTES_KEPT } from '../bounds.ts';
import type { Drill } from '../drill.ts';
import type { Fact } from '../facts.ts';
import { shortened } from '../shortened.ts';
import { type Check, type CheckDecision, type GroupProgress, isDecided } from './check.ts';
import { groupsOf, isCounted } from './checkTargets.ts';
import type { CheckTerms } from './checkTerms.ts';
import { whyFailed } from './whyFailed.ts';

type Of<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** The checks of a new drill; nothing when the request has none. */
export function waitingChecks(terms: readonly CheckTerms[] | undefined): { checks?: Check[] } {
  return terms === undefined ? {} : { checks: terms.map((check) => ({ ...check, state: 'WAITING' })) };
}

/** Keeps which of its servers have the tags of a check's scope. The caller owns the drill. */
export function keepTagged({ checks = [] }: Drill, { tagged }: Of<'CheckedServersSeen'>): void {
  for (const [name, ids] of Object.entries(tagged)) {
    const check = checks.find((one) => one.name === name);
    if (check !== undefined) check.tagged = [...new Set([...(check.tagged ?? []), ...ids])];
  }
}

/** Keeps that a check runs. */
export function keepCheckBegan(drill: Drill, { check, sourceServerIds }: Of<'CheckBegan'>): void {
  changeCheck(drill, check, {
    state: 'RUNNING',
    beganAt: drill.at,
    ...(sourceServerIds && { pending: sourceServerIds }),
  });
}

/** Keeps that some of a group have not passed, and will be asked again. */
export function keepAttempt(drill: Drill, { check: name, servers }: Of<'AttemptFailed'>): void {
  const [first, ...others] = servers;
  changeGroup(drill, name, first?.sourceServerId, ({ failedAttempts = 0 }) => ({ failedAttempts: failedAttempts + 1 }));
  const check = drill.checks?.find((one) => one.name === name);
  if (check === undefined || first === undefined) return;
  const [group = 0] = groupsOf(drill, check, [first.sourceServerId]).keys();
  const made = check.groups?.[group]?.failedAttempts ?? 1;
  const allowed = 'attempts' in check ? (check.attempts ?? 1) : 1;
  const where = `${first.sourceServerId}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  // One line for a check, however many servers it asks; its result replaces it.
  const because = keptMessage(`attempt ${made} of ${allowed}: ${first.state} on ${where}: ${first.because}`);
  changeCheck(drill, name, { because });
}

/** Keeps the command that a group got. */
export function keepCommand(drill: Drill, { check, commandId, sourceServerIds }: Of<'CommandSent'>): void {
  changeGroup(drill, check, sourceServerIds[0], () => ({ commandId }));
}

/** Keeps how servers ended: counts, and the first that did not pass. */
export function keepServersChecked(drill: Drill, { check: name, servers }: Of<'ServersChecked'>): void {
  const check = drill.checks?.find((one) => one.name === name);
  if (check === undefined) return;
  const ids = new Set(servers.map(({ sourceServerId }) => sourceServerId));
  const counts = { ...check.counts };
  for (const { sourceServerId, state } of servers)
    if (isCounted(drill, check, sourceServerId)) counts[state] = (counts[state] ?? 0) + 1;
  changeCheck(drill, name, { counts, pending: check.pending?.filter((id) => !ids.has(id)) ?? [] });
  const failures = servers.flatMap(({ sourceServerId, state, because }) =>
    state === 'PASSED' ? [] : [{ check: name, sourceServerId, state, because: keptMessage(because) }],
  );
  if (failures.length > 0)
    drill.checkFailures = [...(drill.checkFailures ?? []), ...failures].slice(0, CHECK_FAILURES_KEPT);
}

/** Keeps that its function will not be called again. */
export function keepVerdictAwaited(drill: Drill, { check }: Of<'VerdictAwaited'>): void {
  changeCheck(drill, check, { awaitsVerdict: true });
}

/** Keeps how a check ended; the first result is final. A drill that checks have failed names all of them. */
export function keepCheckDecided(drill: Drill, { check, state, because, by, evidenceUrl }: CheckDecision): void {
  const why = whyFailed(drill.checks);
  changeCheck(drill, check, {
    state,
    decidedAt: drill.at,
    ...(because !== null && { because: keptMessage(because) }),
    ...(by !== undefined && { by: keptChecker(by) }),
    ...(evidenceUrl !== undefined && { evidenceUrl }),
  });
  const kept = drill.checks?.find(({ name }) => name === check);
  delete kept?.pending;
  delete kept?.groups;
  if (why !== undefined && drill.why === why) drill.why = whyFailed(drill.checks) ?? why;
}

/** A message as the record keeps it. */
export function keptMessage(message: string): string {
  return shortened(message, CHECK_MESSAGE_BYTES_KEPT);
}

/** The giver of a verdict as the record keeps it. */
export function keptChecker(by: string): string {
  return shortened(by, CHECKER_BYTES_KEPT);
}

function changeGroup(
  drill: Drill,
  name: string,
  member: string | undefined,
  change: (before: GroupProgress) => GroupProgress,
): void {
  const check = drill.checks?.find((one) => one.name === name);
  if (check === undefined) return;
  const { groups = {} } = check;
  for (const group of groupsOf(drill, check, member === undefined ? [] : [member]).keys())
    changeCheck(drill, name, { groups: { ...groups, [group]: { ...groups[group], ...change(groups[group] ?? {}) } } });
}

function changeCheck({ checks = [] }: Drill, name: string, change: Partial<Check>): void {
  const check = checks.find((one) => one.name === name);
  if (check !== undefined && !isDecided(check)) Object.assign(check, change);
}
