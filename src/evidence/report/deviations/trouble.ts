import { wordsOf } from '../../../drill/phases/warnings.ts';
import { time } from '../../time.ts';
import type { Reading } from '../reading.ts';
import { areTheirWords } from '../said/theirWords.ts';
import { WAITS } from '../said/waits.ts';
import { serverNames } from '../serverNames.ts';
import { type Deviated, deviated } from './deviated.ts';

/** What made the drill wait or give way, and what it went on without. */
export function troubleIn({ drill, facts }: Reading): Deviated[] {
  const degraded = (at: number, what: string, sourceServerId?: string) =>
    deviated('DEGRADED', at, what, sourceServerId);
  return [
    ...waitsIn({ facts }),
    ...facts
      .of('ServerLaunched')
      .flatMap(({ at, fact }) =>
        fact.usedPreviousSnapshot
          ? [degraded(at, 'DRS launched it from the snapshot before.', fact.sourceServerId)]
          : [],
      ),
    ...facts
      .of('LaunchLost')
      .map(({ at, fact }) => degraded(at, `DRS no longer lists job ${drill.launches[fact.launch]?.jobId}.`)),
    ...facts
      .of('LaunchUnanswered')
      .map(({ at, fact }) => degraded(at, `The answer to the request of launch ${fact.launch + 1} was lost.`)),
    ...facts.of('TableRestored').map(({ at, fact }) => degraded(at, `The table was restored (${fact.restored}).`)),
    ...facts.of('ProofMissing').map(({ at, fact }) => degraded(at, unproven(fact.missing), fact.sourceServerId)),
    ...facts
      .of('GuardTerminated')
      .map(({ at, fact }) => degraded(at, `The guard terminated ${fact.instanceIds.join(', ')} (job ${fact.jobId}).`)),
    ...facts
      .of('ChecksWarned')
      .flatMap(({ at, fact }) =>
        fact.warnings.some(({ check }) => check === 'events-received')
          ? [degraded(at, wordsOf('events-received', drill.site.region).message)]
          : [],
      ),
    ...facts.of('YieldedTo').map(({ at, fact }) => {
      const named = fact.sourceServerIds.length === 0 ? '' : ` It names ${serverNames(fact.sourceServerIds)}.`;
      return deviated('YIELDED', at, `It gave way to real recovery ${fact.jobId}.${named}`);
    }),
  ];
}

function unproven(missing: string): string {
  return `Its instance was not proved to be of this drill, and not terminated: ${missing}`;
}

/** Each wait with its end, if it has ended. */
function waitsIn({ facts }: Pick<Reading, 'facts'>): Deviated[] {
  const ends = [...facts.of('WaitEnded'), ...facts.of('DrillEnded')];
  return facts.of('WaitBegan').map(({ at, seq, fact: { wait } }) => {
    const next = facts.of('WaitBegan').find((one) => one.seq > seq);
    const end = ends.filter((one) => one.seq > seq && one.seq <= (next?.seq ?? one.seq))[0] ?? next;
    const until = end === undefined ? 'and still does' : `until ${time(end.at)}`;
    const because = 'because' in wait ? wait.because : null;
    const isTheirs = because !== null && (wait.for === 'DRS' || wait.for === 'AWS') && areTheirWords(because);
    const why = because === null || isTheirs ? '.' : `: ${because}`;
    const what = `It waited for ${WAITS[wait.for]}, ${until}${why}`;
    return { ...deviated('WAITED', at, what), inTheirWords: isTheirs ? because : null };
  });
}
