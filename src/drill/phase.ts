import type { OpenEffect } from './drill.ts';
import type { Input } from './inputs.ts';
import type { Step } from './step.ts';

/**
 * The rules of a phase. It handles an input, with the effect that failed if one did, and then proceeds as far as it
 * can.
 */
export interface PhaseRules {
  handle(step: Step, input: Input, failed?: OpenEffect): Refusal | undefined;
  proceed(step: Step): void;
}

export interface Refusal {
  status: 404 | 409 | 422 | 429;
  code: string;
  message: string;
  /** When a retry makes sense. */
  afterSeconds?: number;
}
