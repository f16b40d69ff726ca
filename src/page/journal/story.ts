import type { JournalEntry, Report } from '../api/client.ts';
import { hasWords, type JournalFilter, namesIn } from './journalFilter.ts';
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

/** What a search for sentences needs of the journal. */
export interface SoughtIn {
  bySeq: ReadonlyMap<number, JournalEntry>;
  hostnames: ReadonlyMap<string, string>;
}

/** The sentences that a reader looks for; a sentence about many servers names only the first of them. */
export function foundSentences(
  story: readonly Sentence[],
  { text, factType, sourceServerId }: JournalFilter,
  { bySeq, hostnames }: SoughtIn,
): Sentence[] {
  return story.filter((sentence) => {
    const entry = sentence.seq === null ? undefined : bySeq.get(sentence.seq);
    const ofMany = entry !== undefined && /\d+ servers \(/.test(sentence.what) ? entry : undefined;
    if (factType !== '' && entry?.facts.some(({ type }) => type === factType) !== true) return false;
    if (sourceServerId !== '' && !isAbout(sentence, ofMany, sourceServerId)) return false;
    const names = ofMany === undefined ? '' : namesIn(ofMany, hostnames);
    return text === '' || hasWords(`${saidIn(sentence, hostnames)} ${names}`, text);
  });
}

function isAbout({ what, sourceServerId }: Sentence, ofMany: JournalEntry | undefined, sought: string): boolean {
  return sourceServerId === sought || what.includes(sought) || (ofMany !== undefined && serversIn(ofMany).has(sought));
}

/** All that is shown of a sentence: its ids, and the host names that stand for them. */
function saidIn({ what, inTheirWords, deviation, seq }: Sentence, hostnames: ReadonlyMap<string, string>): string {
  const names = [...what.matchAll(/\bs-[0-9a-z]{17}\b/g)].map(([id]) => hostnames.get(id) ?? '');
  return [what, inTheirWords, deviation, `#${seq}`, ...names].join(' ').toLowerCase();
}
