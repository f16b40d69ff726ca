import * as z from 'zod';
import { REASON_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import { moment, readInput, text } from './input.ts';

/** Reads the body of POST …/cancel. */
export function readCancel(body: unknown): { reason: string } {
  return readInput(z.strictObject({ reason: text(REASON_CHARACTERS_MAX) }), body);
}

/** Reads the body of POST …/leak/acknowledge: a person's written word. */
export function readAcknowledgement(body: unknown): { reason: string } {
  return readInput(z.strictObject({ reason: text(REASON_CHARACTERS_MAX) }), body);
}

/** Reads the body of POST …/hold: the absolute moment until which the instances shall stay up. */
export function readHold(body: unknown): { holdUntil: Instant } {
  return readInput(z.strictObject({ holdUntil: moment() }), body);
}
