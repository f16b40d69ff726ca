import type { JournalEntry } from '../api/client.ts';
import { factWords } from '../journal/factWords.ts';
import { type Folded, folded } from '../journal/folded.ts';
import { isBookkeeping } from '../journal/quiet.ts';
import { serversIn } from '../journal/serversIn.ts';
import { counted } from '../words/counted.ts';

/** What an entry of the journal brought, in a few words, or some looks that found nothing new. */
export interface TimelineEvent {
  firstSeq: number;
  fromMs: number;
  toMs: number;
  /** How many looks found nothing new; 0: it brought news. */
  looks: number;
  text: string;
  entries: JournalEntry[];
}

/** The entries of a journal in order, with looks that found nothing new folded. */
export function eventsOf(entries: readonly JournalEntry[]): TimelineEvent[] {
  return folded(entries).map(eventOf);
}

function eventOf(one: Folded): TimelineEvent {
  const entries = one.kind === 'ENTRY' ? [one.entry] : one.entries;
  const [first, last] = [entries[0], entries.at(-1)];
  const looks = one.kind === 'ENTRY' ? 0 : entries.length;
  return {
    firstSeq: first?.seq ?? 0,
    fromMs: Date.parse(first?.at ?? ''),
    toMs: Date.parse(last?.at ?? ''),
    looks,
    text: one.kind === 'ENTRY' ? newsIn(one.entry) : `${counted(looks, 'look')} that found nothing new`,
    entries,
  };
}

/** `Server launched (2 servers), Launch completed`. */
export function newsIn({ facts }: JournalEntry): string {
  const news = Map.groupBy(
    facts.filter((fact) => !isBookkeeping(fact)),
    ({ type }) => type,
  );
  return [...news]
    .map(([type, alike]) => {
      const servers = serversNamed(alike);
      return `${factWords(type)}${servers > 0 ? ` (${counted(servers, 'server')})` : ''}`;
    })
    .join(', ');
}

function serversNamed(facts: object[]): number {
  return new Set(facts.flatMap((fact) => [...serversIn(fact)])).size;
}
