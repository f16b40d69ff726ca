import { failedRequired, undecidedRequired } from '../../drill/checks/check.ts';
import { objectivesOf } from '../../drill/clocks.ts';
import { counted } from '../../drill/counted.ts';
import type { Drill, Server } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import { isDone } from '../../drill/launching/launchActions.ts';
import { requiredServers } from '../../drill/launching/requiredServers.ts';
import { factsOf, type JournalFacts } from './journalFacts.ts';
import type { Objection } from './objection.ts';
import { serverNames } from './serverNames.ts';
import { stoppedBy } from './stoppedBy.ts';

/**
 * Everything that kept an ended drill from passing, by its facts and not by its recorded outcome, which is that of the
 * first. None: it has passed, or is READY as a dry run.
 */
export function objectionsTo(drill: Drill, entries: readonly JournalEntry[]): Objection[] {
  const facts = factsOf(entries);
  const stopped = stoppedBy(entries);
  return [...(stopped === null ? [] : [stopped]), ...ofPreflight(drill), ...ofTheProduct(facts), ...ofTheTest(drill)];
}

function ofPreflight({ failedCheckCount, failedChecks: [first] }: Drill): Objection[] {
  if (failedCheckCount === 0) return [];
  const others = failedCheckCount === 1 ? '' : ` ${counted(failedCheckCount - 1, 'check')} more failed.`;
  return [{ outcome: 'REJECTED', why: `Check ${first?.check} failed: ${first?.message}${others}` }];
}

/** The drill was given up, its table was restored, or a person took responsibility for what is left. */
function ofTheProduct(facts: JournalFacts): Objection[] {
  const failed = (why: string): Objection => ({ outcome: 'FAILED', why });
  return [
    ...facts.of('GivenUp').map(({ fact }) => failed(fact.failure.message)),
    ...facts
      .of('TableRestored')
      .slice(0, 1)
      .flatMap(({ fact }) => restored(facts, fact.restored).map(failed)),
    ...facts
      .of('LeakAcknowledged')
      .map(({ fact }) =>
        failed(`${fact.by} took responsibility for what is left of ${serverNames(fact.sourceServerIds)}.`),
      ),
  ];
}

/** A drill that only cleaned up when its table was restored may still have passed, if nothing was missing. */
function restored({ all }: JournalFacts, what: string): string[] {
  const at = all.findIndex(({ fact }) => fact.type === 'TableRestored');
  const wasCleaning = all.slice(0, at).some(({ fact }) => fact.type === 'PhaseBegan' && fact.phase === 'TERMINATING');
  const wasMissing = all.slice(at).some(({ fact }) => fact.type === 'LaunchStarted' && fact.found);
  return wasCleaning && !wasMissing ? [] : [`The table was restored (${what}) during the drill.`];
}

function ofTheTest(drill: Drill): Objection[] {
  if (drill.terms.dryRun === true) return [];
  const failed = [...ofServers(drill), ...ofChecks(drill), ...ofCleanup(drill)];
  const objectives = objectivesOf(drill);
  return [
    ...failed.map((why): Objection => ({ outcome: 'FAILED', why })),
    ...(objectives?.verdict === 'MISSED' ? [{ outcome: 'OBJECTIVE_MISSED' as const, why: objectives.why ?? '' }] : []),
  ];
}

/** What a required server must have done, in order: the first that it has not is named. */
const STEPS: [what: string, isSo: (server: Server) => boolean][] = [
  ['not launched', ({ result }) => result === 'LAUNCHED'],
  ['not seen working', ({ verified, verificationFailed }) => verified !== undefined && verificationFailed !== true],
  ['not seen to complete its post-launch actions', isDone],
  ['lost before its hold ended', ({ lost }) => lost === undefined],
  ['not seen up when its hold ended', ({ held }) => held === true],
];

function ofServers(drill: Drill): string[] {
  const required = requiredServers(drill);
  if (Object.keys(drill.servers).length === 0) return ['It had no servers.'];
  const failed = required.flatMap(([id, server]) => {
    const step = STEPS.find(([, isSo]) => !isSo(server));
    return step === undefined ? [] : [{ id, what: step[0] }];
  });
  const byStep = Map.groupBy(failed, ({ what }) => what);
  return [...byStep].map(
    ([what, ones]) => `Of the required servers, ${what}: ${serverNames(ones.map(({ id }) => id))}.`,
  );
}

function ofChecks({ checks }: Drill): string[] {
  const open = [...failedRequired(checks), ...undecidedRequired(checks)];
  return open.map(({ name, state }) => `Required check ${name} did not pass (${state}).`);
}

function ofCleanup({ cleanup, terms, holdBeganAt }: Drill): string[] {
  const unheld = terms.holdSeconds > 0 && holdBeganAt === undefined ? ['It had no hold.'] : [];
  return [...unheld, ...(cleanup === 'CLEAN' ? [] : [`Not everything was proved gone (${cleanup}).`])];
}
