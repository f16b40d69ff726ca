import type { Reading } from '../reading.ts';
import { serverNames } from '../serverNames.ts';
import { type Deviated, deviated } from './deviated.ts';

/** What was reported as leaked, with what AWS said about it, and who took responsibility. */
export function leaksIn({ facts }: Reading): Deviated[] {
  const reported = facts.of('LeakReported').flatMap(({ at, fact: { sourceServerIds, standing, why, refused } }) =>
    sourceServerIds.map((id) => ({
      ...deviated('LEAKED', at, `Not proved gone${left(standing?.[id])}.`, id),
      inTheirWords: why?.[id]?.lastWords ?? refused ?? null,
    })),
  );
  const acknowledged = facts.of('LeakAcknowledged').map(({ at, fact }) => {
    const what = `${fact.by} took responsibility for what is left of ${serverNames(fact.sourceServerIds)}: ${fact.reason}`;
    return deviated('LEAKED', at, what);
  });
  return [...reported, ...acknowledged];
}

function left(standing: string | undefined): string {
  return standing === undefined ? '' : `: ${standing}`;
}
