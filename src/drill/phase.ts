import type { OpenEffect } from './drill.ts';
import type { Input } from './inputs.ts';
import type { Step } from './step.ts';

/** What a phase does: it hears an input (with the effect that failed, if one did), then goes on as far as what is known allows. */
export interface PhaseRules {
  handle(step: Step, input: Input, failed?: OpenEffect): Refusal | undefined;
  proceed(step: Step): void;
}

export interface Refusal {
  status: 404 | 409 | 422 | 429;
  code: string;
  message: string;
  /** When asking again makes sense. */
  afterSeconds?: number;
}
