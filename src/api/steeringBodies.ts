import * as z from 'zod';
import { REASON_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import { httpsUrl, moment, readInput, text } from './input.ts';

/** The body of POST …/cancel and POST …/leak/acknowledge: the reason. */
export const reasonBody = z.strictObject({ reason: text(REASON_CHARACTERS_MAX) });

/** The body of POST …/hold: the absolute time until which the instances stay up. */
export const holdBody = z.strictObject({ holdUntil: moment() });

/** The body of POST …/hold/end, which may be absent. */
export const endHoldBody = z.strictObject({
  force: z.boolean().default(false).meta({
    description: 'Although required checks have no result; they become NOT_RUN, and the drill FAILED',
  }),
});

/** The body of PUT …/checks/{name}: the verdict. */
export const verdictBody = z.strictObject({
  passed: z.boolean(),
  message: text(REASON_CHARACTERS_MAX),
  evidenceUrl: httpsUrl().optional().meta({ description: 'Where the proof is kept' }),
});

/** Reads the body of POST …/cancel and POST …/leak/acknowledge. */
export function readReason(body: unknown): { reason: string } {
  return readInput(reasonBody, body);
}

/** Reads the body of POST …/hold. */
export function readHold(body: unknown): { holdUntil: Instant } {
  return readInput(holdBody, body);
}

/** Reads the body of POST …/hold/end. */
export function readEndHold(body: unknown = {}): { force: boolean } {
  return readInput(endHoldBody, body);
}

/** Reads the body of PUT …/checks/{name}. */
export function readVerdict(body: unknown): z.output<typeof verdictBody> {
  return readInput(verdictBody, body);
}
