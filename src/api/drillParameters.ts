import * as z from 'zod';
import { TAG_CHARACTERS_MAX } from '../drill/bounds.ts';
import { OUTCOMES, PHASES } from '../drill/drill.ts';
import { CALLER } from './identity.ts';
import { moment, region, text } from './input.ts';
import { cursor, limit, wholeNumber } from './listParameters.ts';

/** The query parameters of GET /v1/drills; `readDrillQuery` decides which of them may be combined. */
export const listDrillsParameters = z.strictObject({
  from: moment().optional().meta({ description: 'Only drills requested at this time or later' }),
  to: moment().optional().meta({ description: 'Only drills requested before this time' }),
  phase: phases().optional().meta({
    description: 'Only drills in this phase, or in any of these: repeated, or separated by commas',
  }),
  outcome: z.enum(OUTCOMES).optional().meta({ description: 'Only drills with this outcome' }),
  recoveryPlan: text(TAG_CHARACTERS_MAX).optional().meta({ description: 'Only drills of this recovery plan' }),
  region: region().optional().meta({ description: 'Only drills in this Region' }),
  requestedBy: caller().optional().meta({ description: 'Only drills requested by this caller' }),
  limit: limit(),
  cursor: cursor(),
});

/** API Gateway joins the values of a repeated parameter with commas (HTTP API developer guide: payload format 2.0). */
function phases() {
  return z.preprocess((text) => (typeof text === 'string' ? text.split(',') : text), z.array(z.enum(PHASES)).min(1));
}

/** Entries are sorted by numbers of eight digits. No drill comes near this many. */
const SEQ_MAX = 10_000_000;

/** The query parameters of GET …/journal. */
export const journalParameters = z.strictObject({
  fromSeq: wholeNumber(1, SEQ_MAX, 1).meta({ description: 'The first entry: `nextSeq` of the previous page' }),
  limit: limit(50),
  raw: z.enum(['true', 'false']).optional().meta({
    description: 'Also the entries as their hashes cover them and, with the last page, the record as it was saved',
  }),
});

function caller() {
  return z.string().regex(CALLER, 'must be a caller as `requestedBy` of a drill names it');
}
