import { LEAK_AGAIN_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Drill, WhyStanding } from '../drill.ts';
import type { Refusal } from '../phase.ts';
import { ask, decideOutcome, mayAsk, record, rings, type Step, setTimer } from '../step.ts';
import { isUncertain, owed, owesAny } from './owed.ts';
import { waitsForRecovery } from './terminable.ts';

/** A person has looked and takes it on themselves: the drill ends, and says that it is not clean. */
export function acknowledgeLeak(step: Step, by: string, reason: string): Refusal | undefined {
  if (step.drill.phase !== 'TERMINATING' || step.drill.cleanup !== 'LEAKED') {
    return { status: 409, code: 'no-leak', message: 'The drill has no leak that could be acknowledged.' };
  }
  if (isUncertain(step.drill)) {
    return { status: 409, code: 'still-acting', message: 'A call to AWS is still open; try again in some minutes.' };
  }
  const sourceServerIds = owed(step.drill).map(([id]) => id);
  record(step, { type: 'LeakAcknowledged', by, reason, sourceServerIds });
  decideOutcome(
    step,
    'FAILED',
    `${sourceServerIds.length} servers were not proved gone; acknowledged by ${by}: ${reason}`,
  );
  return undefined;
}

/** What is not proved gone after hours is said aloud, again and again; the cleaning goes on. */
export function reportLeak(step: Step): void {
  if (!owesAny(step.drill) || !rings(step, 'deadline/leak')) return;
  const waits = waitsForRecovery(step);
  const leaked = owed(step.drill).filter(([id, server]) => !waits(id, server));
  const { standing, whyStanding, terminationRefused: refused } = step.drill;
  if (leaked.length > 0) {
    const known = {
      ...(standing && { standing }),
      ...(whyStanding && { why: whyStanding }),
      ...(refused !== undefined && { refused }),
    };
    record(step, { type: 'LeakReported', sourceServerIds: leaked.map(([id]) => id), ...known });
  }
  setTimer(step, 'deadline/leak', step.at + LEAK_AGAIN_SECONDS * SECOND_MS);
}

/** What does not go although it should is asked about once more with each sign of it, until AWS answers; a calm cleanup asks nothing. */
export function lookIntoLeak(step: Step): void {
  const { unexplained = {}, terminateJobs = [] } = step.drill;
  if (Object.keys(unexplained).length === 0 || !mayAsk(step, 'leak')) return;
  const servers = owed(step.drill).flatMap(([sourceServerId, { instanceId }]) =>
    sourceServerId in unexplained && instanceId !== undefined ? [{ sourceServerId, instanceId }] : [],
  );
  if (servers.length > 0) ask(step, 'leak', { kind: 'LookIntoLeak', servers, terminateJobIds: terminateJobs });
}

/** Records what keeps an instance, unless that is known already. */
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

/** What AWS has not told this time, as it was told before. */
export function knownOf(
  { whyStanding = {} }: Drill,
  sourceServerId: string,
  unreported: (keyof WhyStanding)[],
): WhyStanding {
  const before = Object.entries(whyStanding[sourceServerId] ?? {});
  return Object.fromEntries(before.filter(([member]) => unreported.includes(member as keyof WhyStanding)));
}

/** The record keeps the beginning of long words. */
function isShortOf(words: string | undefined, kept: string | undefined): boolean {
  return words === kept || (words !== undefined && kept?.endsWith('…') === true && words.startsWith(kept.slice(0, -1)));
}
