import type * as z from 'zod';
import type { JournalEntry } from '../../drill/facts.ts';
import { time } from '../../evidence/time.ts';
import type { journalEntryDocument } from '../openapi/journalDocuments.ts';

type Shown = z.output<typeof journalEntryDocument>;

/** One step of a drill; the facts keep their types. */
export interface JournalView extends Omit<Shown, 'facts'> {
  facts: Readable<JournalEntry['facts'][number]>[];
}

/** A recorded value with its instants as RFC 3339 times. */
export type Readable<Value> = Value extends object
  ? { [Name in keyof Value]: Name extends MomentName ? string | null : Readable<Value[Name]> }
  : Value;

/** A journal entry in the response of GET …/journal; the facts are as recorded. */
export function journalView(entry: JournalEntry): JournalView {
  return {
    seq: entry.seq,
    at: time(entry.at),
    cause: entry.cause,
    facts: entry.facts.map((fact) => shown(fact) as JournalView['facts'][number]),
  };
}

type MomentName = `${string}At` | 'at' | 'since' | 'until';

const MOMENT_NAME = /^(at|since|until|\w+At)$/;

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shownMember(name, member)]));
}

/** DRS names the steps of a launch, and each of them is an instant. */
function shownMember(name: string, member: unknown): unknown {
  if (typeof member === 'number' && MOMENT_NAME.test(name)) return time(member);
  if (name === 'steps' && typeof member === 'object' && member !== null) {
    return Object.fromEntries(Object.entries(member).map(([step, at]) => [step, time(at)]));
  }
  return shown(member);
}
