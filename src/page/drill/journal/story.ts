import type { JournalEntry, Report } from '../../api/client.ts';
import { hasWords, type JournalFilter } from './journalFilter.ts';
import { serversIn } from './serversIn.ts';

/** A sentence of the story of a drill. */
export interface Sentence {
  at: string;
  what: string;
  /** Whose clock, for what is in the journal; null: a deviation, which the report concludes. */
  clock: string | null;
  /** The words of AWS, or null. */
  inTheirWords: string | null;
  sourceServerId: string | null;
  /** The journal entry that says it; null: a deviation. */
  seq: number | null;
  /** What went otherwise than planned, as in `RETRIED`; null: nothing. */
  deviation: string | null;
}

/** What a drill went through, a sentence each; what went otherwise than planned is marked, or stands in between. */
export function storyOf({ timeline, deviations }: Pick<Report, 'timeline' | 'deviations'>): Sentence[] {
  const left = new Set(deviations);
  const said = timeline.map(({ source: clock, ...rest }): Sentence => {
    const amiss = deviations.find((one) => left.has(one) && isSame(one, rest));
    if (amiss !== undefined) left.delete(amiss);
    const words = amiss?.inTheirWords ?? null;
    return {
      ...rest,
      clock,
      deviation: amiss?.kind ?? null,
      inTheirWords: words && !rest.what.includes(words) ? words : null,
    };
  });
  const others = [...left].map(({ kind, ...rest }): Sentence => ({ ...rest, clock: null, seq: null, deviation: kind }));
  return [...said, ...others].toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1));
}

/** A deviation of one server at the moment of a sentence about it is the same thing, said by its kind. */
function isSame(amiss: Report['deviations'][number], said: Pick<Sentence, 'at' | 'sourceServerId'>): boolean {
  return amiss.sourceServerId !== null && amiss.sourceServerId === said.sourceServerId && amiss.at === said.at;
}

/** The sentences that a reader looks for; a sentence about many servers names only the first of them. */
export function foundSentences(
  story: readonly Sentence[],
  { text, factType, sourceServerId }: JournalFilter,
  bySeq: ReadonlyMap<number, JournalEntry>,
): Sentence[] {
  return story.filter((sentence) => {
    const entry = sentence.seq === null ? undefined : bySeq.get(sentence.seq);
    if (factType !== '' && entry?.facts.some(({ type }) => type === factType) !== true) return false;
    if (sourceServerId !== '' && !isAbout(sentence, entry, sourceServerId)) return false;
    return hasWords(`${sentence.what} ${sentence.inTheirWords} ${sentence.deviation}`.toLowerCase(), text);
  });
}

function isAbout({ what, sourceServerId }: Sentence, entry: JournalEntry | undefined, sought: string): boolean {
  if (sourceServerId === sought || what.includes(sought)) return true;
  return entry !== undefined && /\d+ servers \(/.test(what) && serversIn(entry).has(sought);
}
