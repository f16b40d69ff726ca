import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { JournalEntry } from '../../../drill/facts.ts';
import type { Site } from '../../aws/state.ts';

/**
 * The leaks that were told without saying that an instance which stands is protected against termination. It is asked for when a leak is
 * told, an hour before at the latest; of what was protected since then alone nobody could know.
 */
export function silentOnProtection(entries: JournalEntry[], { instances }: Site): string[] {
  return entries.flatMap(({ at, facts }) =>
    facts.flatMap((fact) => {
      if (fact.type !== 'LeakReported') return [];
      const standing = Object.entries(fact.standing ?? {});
      return standing.flatMap(([sourceServerId, what]) => {
        const [instanceId = ''] = what.split(' ');
        const stood = (instances[instanceId]?.protections ?? []).some(
          ({ from, until }) => from <= at - KNOWN_MS && (until === null || until >= at),
        );
        return stood && fact.why?.[sourceServerId]?.isProtected !== true ? [`${instanceId} at ${timeOf(at)}`] : [];
      });
    }),
  );
}

/** Two tellings apart, with the time in which questions fail in a row. */
const KNOWN_MS = 150 * MINUTE_SECONDS * SECOND_MS;

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
