import * as z from 'zod';
import { timeDocument } from './sharedDocuments.ts';

/** One step of a drill in the response of GET …/journal. */
export const journalEntryDocument = z
  .strictObject({
    seq: z.int().positive(),
    at: timeDocument,
    cause: z.string().meta({ description: 'What happened: the inputs that were handled' }),
    facts: z
      .array(z.looseObject({ type: z.string() }))
      .meta({ description: 'What was recorded; each type is one kind of fact' }),
    line: z.string().optional().meta({
      description:
        'With `raw`: all its stored data as canonical JSON (RFC 8785), of which the next entry names the SHA-256; empty when it is unreadable',
    }),
  })
  .meta({ id: 'JournalEntry' });

export const journalPageDocument = z.strictObject({
  drillId: z.string(),
  entries: z.array(journalEntryDocument),
  nextSeq: z
    .int()
    .min(1)
    .nullable()
    .meta({ description: 'The first entry of the next page; null: there is none so far' }),
  journalIntact: z.boolean().meta({
    description:
      'Each entry has the hash of the previous entry, and the record has that of the last: whether the chain is intact from `fromSeq` to the end of the journal',
  }),
  contradiction: z
    .string()
    .nullable()
    .meta({ description: 'The first break of the chain: the table was written outside the product' }),
  chainedFromSeq: z.int().min(1).nullable().meta({
    description: 'The first of these entries that the hash chain covers; null: none. Older versions wrote no hashes',
  }),
  record: z.string().optional().meta({
    description:
      'With `raw`, on the last page: the record as it was saved, byte for byte, of which the last entry names the SHA-256',
  }),
});
