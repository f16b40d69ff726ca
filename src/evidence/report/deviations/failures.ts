import { objectivesOf } from '../../../drill/clocks.ts';
import { requiredServers } from '../../../drill/launching/requiredServers.ts';
import type { Reading } from '../reading.ts';
import { type Deviated, deviated } from './deviated.ts';

/** What failed: checks, launches, verifications, extensions of the hold, and the drill itself. */
export function failuresIn(reading: Reading): Deviated[] {
  const { facts } = reading;
  return [
    ...facts
      .of('ChecksFailed')
      .flatMap(({ at, fact }) =>
        fact.failures.map(({ check, sourceServerId, message }) =>
          deviated('FAILED', at, `Check ${check} failed: ${message}`, sourceServerId),
        ),
      ),
    ...launchesIn(reading),
    ...facts
      .of('ServerVerificationFailed')
      .map(({ at, fact }) => deviated('FAILED', at, `Its verification failed: ${fact.reason}`, fact.sourceServerId)),
    ...facts
      .of('HoldExtensionFailed')
      .map(({ at, fact }) => deviated('FAILED', at, `The hold was not extended: ${fact.reason}`)),
    ...facts.of('CheckDecided').flatMap(({ at, fact: { check, state, because } }) => {
      const why = because === null ? '.' : `: ${because}`;
      return state === 'PASSED' ? [] : [deviated('FAILED', at, `Check ${check} did not pass (${state})${why}`)];
    }),
    ...facts.of('GivenUp').map(({ at, fact }) => deviated('FAILED', at, `It was given up: ${fact.failure.message}`)),
    ...missedIn(reading),
    ...facts.of('HardStopFired').map(({ at }) => deviated('FAILED', at, 'The hard stop had to end it.')),
  ];
}

/** Objectives are judged when the drill has ended. */
function missedIn({ drill, isEnded }: Reading): Deviated[] {
  if (!isEnded) return [];
  return requiredServers(drill).flatMap(([id]) => {
    const judged = objectivesOf(drill, id);
    return judged?.verdict === 'MISSED' ? [deviated('FAILED', drill.phaseAt, judged.why ?? '', id)] : [];
  });
}

function launchesIn({ facts, trials }: Reading): Deviated[] {
  return facts.of('ServerFailed').map(({ at, fact: { sourceServerId, error } }) => {
    const isTheirs = trials.get(sourceServerId)?.failedBy === 'DRS' && !OURS.test(error);
    if (!isTheirs) return deviated('FAILED', at, `It was not launched: ${error}`, sourceServerId);
    return { ...deviated('FAILED', at, 'DRS did not launch it.', sourceServerId), inTheirWords: error };
  });
}

/** The beginnings of our own sentences about a launch of which DRS gave no reason. */
const OURS =
  /^(Its launch failed, and DRS gave no reason|The job did not launch it|DRS no longer lists job|DRS refused the tags of this drill|Wave \d+ did not launch)/;
