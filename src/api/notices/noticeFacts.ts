import type { DrillEvent } from '../drillEvents.ts';
import { type NextStep, nextStepOf } from './nextStep.ts';
import { noticeSentence } from './noticeSentence.ts';

/** The content of a notice, whatever its format. */
export interface NoticeFacts {
  /** One sentence on what happened. */
  sentence: string;
  /** Further sentences, for example one per server. */
  said: string[];
  /** The context as name-value pairs: the drill, its servers, since when, what it waits for. */
  about: [name: string, value: string][];
  next: NextStep;
}

/** The content of a notice for people; undefined for events that only programs need. */
export function noticeFacts(event: DrillEvent): NoticeFacts | undefined {
  const sentence = noticeSentence(event);
  if (sentence === undefined) return undefined;
  const { said } = event.detail;
  return {
    sentence,
    said: Array.isArray(said) ? said.map(String) : [],
    about: aboutOf(event.detail),
    next: nextStepOf(event),
  };
}

type Detail = DrillEvent['detail'];

function aboutOf(detail: Detail): [string, string][] {
  const { drillId, reason, recoveryPlan, site, world, since, at, waitsFor } = detail;
  const named: [string, unknown][] = [
    ['Drill', drillId],
    ['Reason', reason],
    ['Recovery plan', recoveryPlan],
    ['Region', placeOf(site)],
    ['Servers', serversOf(detail)],
    ['Since', since ?? at],
    ['Waits for', waitsFor],
    ['World', world],
  ];
  return named.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
}

function placeOf(site: unknown): string | undefined {
  const { accountId, region } = (site ?? {}) as { accountId?: string; region?: string };
  return region === undefined ? undefined : `${region} (account ${accountId})`;
}

/** Limits the servers listed in a line; the record has them all. */
const SERVERS_NAMED_MAX = 10;

function serversOf({ sourceServerIds }: Detail): string | undefined {
  if (!Array.isArray(sourceServerIds) || sourceServerIds.length === 0) return undefined;
  const more = sourceServerIds.length - SERVERS_NAMED_MAX;
  const named = sourceServerIds.slice(0, SERVERS_NAMED_MAX).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
