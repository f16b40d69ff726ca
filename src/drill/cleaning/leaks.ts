import { LEAK_AGAIN_SECONDS, LEAK_LOOK_SECONDS, SECOND_MS } from '../bounds.ts';
import { counted } from '../counted.ts';
import type { Drill, WhyStanding } from '../drill.ts';
import type { Refusal } from '../phase.ts';
import { ask, decideOutcome, fires, mayAsk, record, type Step, setTimer } from '../step.ts';
import { isUncertain, owed, owesAny } from './owed.ts';
import { waitsForRecovery } from './terminable.ts';

/** An operator has looked and takes responsibility: the drill ends, and its cleanup shows as not clean. */
export function acknowledgeLeak(step: Step, by: string, reason: string): Refusal | undefined {
  if (step.drill.phase !== 'TERMINATING' || step.drill.cleanup !== 'LEAKED') {
    return { status: 409, code: 'no-leak', message: 'The drill has no leak to acknowledge.' };
  }
  if (isUncertain(step.drill)) {
    return {
      status: 409,
      code: 'still-acting',
      message: 'A call to AWS is still in progress; try again in a few minutes.',
    };
  }
  const sourceServerIds = owed(step.drill).map(([id]) => id);
  record(step, { type: 'LeakAcknowledged', by, reason, sourceServerIds });
  decideOutcome(
    step,
    'FAILED',
    `The leak of ${counted(sourceServerIds.length, 'server')} was acknowledged by ${by}: ${reason}`,
  );
  return undefined;
}

/**
 * After hours, anything not proved gone is reported as a leak, repeatedly. AWS is asked for the reason first, so that
 * no report rests on an old answer. The cleaning continues.
 */
export function reportLeak(step: Step): void {
  if (!owesAny(step.drill)) return;
  if (fires(step, 'deadline/leak')) suspectLeak(step);
  const { unexplained = {}, timers } = step.drill;
  if (timers.leakReport === undefined) return;
  if (!fires(step, 'leakReport') && Object.keys(unexplained).length > 0) return;
  setTimer(step, 'leakReport', null);
  const sourceServerIds = leaked(step);
  if (sourceServerIds.length === 0) return;
  const { standing, whyStanding, terminationRefused: refused } = step.drill;
  const known = {
    ...(standing && { standing }),
    ...(whyStanding && { why: whyStanding }),
    ...(refused !== undefined && { refused }),
  };
  record(step, { type: 'LeakReported', sourceServerIds, ...known });
}

function suspectLeak(step: Step): void {
  setTimer(step, 'deadline/leak', step.at + LEAK_AGAIN_SECONDS * SECOND_MS);
  const sourceServerIds = leaked(step);
  if (sourceServerIds.length === 0) return;
  record(step, { type: 'LeakSuspected', sourceServerIds });
  setTimer(step, 'leakReport', step.at + LEAK_LOOK_SECONDS * SECOND_MS);
}

/** Servers that wait for a real recovery are no leak. */
function leaked(step: Step): string[] {
  const waits = waitsForRecovery(step);
  return owed(step.drill).flatMap(([id, server]) => (waits(id, server) ? [] : [id]));
}

/**
 * Asks AWS once for each sign of a leak why the instance does not go, until AWS answers. A cleanup without problems
 * makes no such call.
 */
export function lookIntoLeak(step: Step): void {
  const { unexplained = {}, terminateJobs = [] } = step.drill;
  if (Object.keys(unexplained).length === 0 || !mayAsk(step, 'leak')) return;
  const servers = owed(step.drill).flatMap(([sourceServerId, { instanceId }]) =>
    sourceServerId in unexplained && instanceId !== undefined ? [{ sourceServerId, instanceId }] : [],
  );
  if (servers.length > 0) ask(step, 'leak', { kind: 'LookIntoLeak', servers, terminateJobIds: terminateJobs });
}

/** Records why an instance still exists, unless that is known already. */
export function explained(step: Step, sourceServerId: string, why: WhyStanding): void {
  const { servers, whyStanding = {} } = step.drill;
  const server = servers[sourceServerId];
  if (server === undefined || server.gone !== undefined) return;
  const isSame = (['isProtected', 'failback'] as const).every(
    (member) => why[member] === whyStanding[sourceServerId]?.[member],
  );
  const words = whyStanding[sourceServerId]?.lastWords;
  if (isSame && isShortOf(why.lastWords, words)) return;
  record(step, { type: 'StandingExplained', sourceServerId, why });
}

/** Keeps the earlier answer for parts that AWS did not answer this time. */
export function knownOf(
  { whyStanding = {} }: Drill,
  sourceServerId: string,
  unreported: (keyof WhyStanding)[],
): WhyStanding {
  const before = Object.entries(whyStanding[sourceServerId] ?? {});
  return Object.fromEntries(before.filter(([member]) => unreported.includes(member as keyof WhyStanding)));
}

/** The record keeps the beginning of a long text. */
function isShortOf(words: string | undefined, kept: string | undefined): boolean {
  return words === kept || (words !== undefined && kept?.endsWith('…') === true && words.startsWith(kept.slice(0, -1)));
}
