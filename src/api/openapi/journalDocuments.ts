import * as z from 'zod';
import { timeDocument } from './documents.ts';

/** What GET …/journal shows of one step of a drill. */
export const journalEntryDocument = z
  .strictObject({
    seq: z.int().positive(),
    at: timeDocument,
    cause: z.string().meta({ description: 'What happened: the inputs that were heard' }),
    facts: z
      .array(z.looseObject({ type: z.string() }))
      .meta({ description: 'What was recorded, one kind of fact a type' }),
  })
  .meta({ id: 'JournalEntry' });

export const journalPageDocument = z.strictObject({
  drillId: z.string(),
  entries: z.array(journalEntryDocument),
  nextSeq: z.int().min(1).nullable().meta({ description: 'Where the next page begins; null: there is none so far' }),
  journalIntact: z.boolean().meta({
    description:
      'Each entry names the hash of the one before, the record that of the last: whether that still holds, from `fromSeq` to the end of the journal',
  }),
  contradiction: z
    .string()
    .nullable()
    .meta({ description: 'The first thing that does not hold: somebody has written to the table past the product' }),
  chainedFromSeq: z.int().min(1).nullable().meta({
    description:
      'The first of these entries that hashes hold; null: none, or there is none. Older versions made no hashes',
  }),
});
