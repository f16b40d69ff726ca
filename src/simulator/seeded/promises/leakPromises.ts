import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { JournalEntry } from '../../../drill/facts.ts';
import type { Site } from '../../aws/state.ts';

/**
 * The leak reports that do not mention the termination protection of an instance. The drill reads it at most an hour
 * before each report, so it cannot know of a more recent change, nor of an instance that it has known for less.
 */
export function silentOnProtection(entries: JournalEntry[], { instances }: Site): string[] {
  const knownAt = new Map<string, Instant>();
  return entries.flatMap(({ at, facts }) =>
    facts.flatMap((fact) => {
      if ('instanceId' in fact && fact.instanceId !== null && !knownAt.has(fact.instanceId))
        knownAt.set(fact.instanceId, at);
      if (fact.type !== 'LeakReported') return [];
      const standing = Object.entries(fact.standing ?? {});
      return standing.flatMap(([sourceServerId, what]) => {
        const [instanceId = ''] = what.split(' ');
        const stood = (instances[instanceId]?.protections ?? []).some(
          ({ from, until }) =>
            Math.max(from, knownAt.get(instanceId) ?? at) <= at - KNOWN_MS && (until === null || until >= at),
        );
        return stood && fact.why?.[sourceServerId]?.isProtected !== true ? [`${instanceId} at ${timeOf(at)}`] : [];
      });
    }),
  );
}

/** The time between two reports, plus the time in which reads may fail repeatedly. */
const KNOWN_MS = 150 * MINUTE_SECONDS * SECOND_MS;

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
