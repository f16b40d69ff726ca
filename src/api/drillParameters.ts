import * as z from 'zod';
import { cursor, limit, wholeNumber } from './parameters.ts';

/** What GET /v1/drills is asked by. */
export const listDrillsParameters = z.strictObject({ limit: limit(), cursor: cursor() });

/** Entries are sorted by numbers of eight digits; no drill comes near this many. */
const SEQ_MAX = 10_000_000;

/** What GET …/journal is asked by. */
export const journalParameters = z.strictObject({
  fromSeq: wholeNumber(1, SEQ_MAX, 1).meta({ description: 'The first entry: `nextSeq` of the page before' }),
  limit: limit(50),
});
