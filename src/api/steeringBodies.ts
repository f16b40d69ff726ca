import * as z from 'zod';
import { REASON_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import { moment, readInput, text } from './input.ts';

/** The body of POST …/cancel and POST …/leak/acknowledge: the reason. */
export const reasonBody = z.strictObject({ reason: text(REASON_CHARACTERS_MAX) });

/** The body of POST …/hold: the absolute time until which the instances stay up. */
export const holdBody = z.strictObject({ holdUntil: moment() });

/** Reads the body of POST …/cancel and POST …/leak/acknowledge. */
export function readReason(body: unknown): { reason: string } {
  return readInput(reasonBody, body);
}

/** Reads the body of POST …/hold. */
export function readHold(body: unknown): { holdUntil: Instant } {
  return readInput(holdBody, body);
}
