import type { Drill } from '../../../drill/drill.ts';
import type { Fact } from '../../../drill/facts.ts';
import { time } from '../../time.ts';
import type { JournalFacts, Said } from '../journalFacts.ts';
import type { Reading } from '../reading.ts';
import type { Happening } from '../report.ts';
import { serverNames } from '../serverNames.ts';
import { BEGINNING } from './beginning.ts';
import { CLEANING } from './cleaning.ts';
import { HOLDING } from './holding.ts';
import { LAUNCHING } from './launching.ts';
import type { Moment, Placed, Sentences } from './moment.ts';

/** More sentences of a kind become one. */
const ALIKE_MAX = 20;

const SENTENCES: Sentences = { ...BEGINNING, ...LAUNCHING, ...HOLDING, ...CLEANING };

/**
 * What happened in the drill, a sentence each, in order of time. What one entry says alike of several servers is one
 * sentence, and so is what is said alike very often: the timeline of 300 servers stays readable.
 */
export function timelineOf({ drill, facts }: Reading): Happening[] {
  const placed = joined(firstLooks(withoutTurnsAtOnce(facts).flatMap((said) => placedOf(said, drill))));
  const alike = Map.groupBy(placed, briefOf);
  const short = [...alike.values()].flatMap((ones) =>
    ones.length <= ALIKE_MAX ? ones.map(happeningOf) : [folded(ones)],
  );
  return short.toSorted((one, other) => (one.at === other.at ? one.seq - other.seq : one.at < other.at ? -1 : 1));
}

/** A turn that came at once is no news. */
function withoutTurnsAtOnce({ all, of }: JournalFacts): readonly Said[] {
  return of('TurnAwaited').length > 0 ? all : all.filter(({ fact }) => fact.type !== 'TurnTaken');
}

function placedOf({ at, seq, fact }: Said, drill: Drill): Placed[] {
  const sentence = SENTENCES[fact.type] as ((fact: Fact, drill: Drill) => Moment | Moment[] | null) | undefined;
  const moments = sentence?.(fact, drill) ?? [];
  return [moments].flat().map((moment) => ({ at, clock: 'drs-drill', ...moment, type: fact.type, seq }));
}

/** Servers are inspected again right before their launch. Only what a look has found anew is in other sentences. */
function firstLooks(all: Placed[]): Placed[] {
  const seen = new Set<string>();
  return all.flatMap((one) => {
    if (one.type !== 'ServersInspected') return [one];
    const sourceServerIds = (one.sourceServerIds ?? []).filter((id) => !seen.has(id));
    for (const id of sourceServerIds) seen.add(id);
    return sourceServerIds.length === 0 ? [] : [{ ...one, sourceServerIds }];
  });
}

/** The same sentence in the same entry is about all of its servers, when the last of them had come so far. */
function joined(all: Placed[]): Placed[] {
  const same = Map.groupBy(all, ({ seq, what, clock }) => JSON.stringify([seq, what, clock]));
  return [...same.values()].flatMap((ones) => {
    const last = newest(ones);
    return last === undefined ? [] : [{ ...last, ...(last.sourceServerIds && { sourceServerIds: idsOf(ones) }) }];
  });
}

/** Many sentences as one, when the last of them was true. */
function folded(ones: Placed[]): Happening {
  const last = newest(ones) as Placed;
  const first = ones.reduce((before, one) => (one.at < before.at ? one : before), last);
  const said = filled(briefOf(last), idsOf(ones));
  const what = `${said} This is said ${ones.length} times, first at ${time(first.at)}.`;
  return { ...happeningOf(last), what, sourceServerId: null };
}

function happeningOf({ at, what, clock, seq, sourceServerIds = [] }: Placed): Happening {
  const [only, ...others] = sourceServerIds;
  return {
    at: time(at),
    what: filled(what, sourceServerIds),
    source: clock,
    sourceServerId: others.length === 0 ? (only ?? null) : null,
    seq,
  };
}

function newest(ones: Placed[]): Placed | undefined {
  return ones.reduce<Placed | undefined>(
    (last, one) => (last === undefined || one.at >= last.at ? one : last),
    undefined,
  );
}

function idsOf(ones: Placed[]): string[] {
  return [...new Set(ones.flatMap(({ sourceServerIds = [] }) => sourceServerIds))];
}

function briefOf({ brief, what }: Placed): string {
  return brief ?? what;
}

/** By a function, because a text of people may have signs that mean something in a replacement. */
function filled(what: string, ids: readonly string[]): string {
  return ids.length === 0 ? what : what.replace('{servers}', () => serverNames(ids));
}
