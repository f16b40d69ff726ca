import {
  DELAY_SECONDS_MAX,
  EFFECT_PATIENCE_SECONDS,
  IDLE_SECONDS_MAX,
  PERFORMER_SECONDS_MAX,
  SECOND_MS,
} from './bounds.ts';
import type { Drill, Instant, OpenEffect, Phase } from './drill.ts';
import { ACTS, type AskedEffect, type EffectKind } from './effects.ts';
import type { Fact } from './facts.ts';
import { holding } from './hold.ts';
import type { Input } from './inputs.ts';
import { launching } from './launch.ts';
import { requested, turnInRequest } from './request.ts';
import type { SiteRecord } from './site.ts';
import {
  ask,
  decideOutcome,
  firstStep,
  nextStep,
  RETRY,
  record,
  retryLater,
  rings,
  type Step,
  withdraw,
} from './step.ts';
import { acknowledgeLeak, beginTermination, ended, terminating } from './terminate.ts';
import { validating } from './validate.ts';
import { verifying } from './verify.ts';
import { lookAtRecoveries, recoveriesSeen, recoveryReported } from './yield.ts';

/** What to record and what to ask for. Nothing of both means that the input changes nothing. */
export interface Decision {
  facts: Fact[];
  asked: AskedEffect[];
  withdrawn: string[];
}

/** A decision, or why the caller's wish cannot be. */
export type Answered = Decision | { refused: Refusal };

export interface Refusal {
  status: 404 | 409 | 422;
  code: string;
  message: string;
}

export const NOTHING: Decision = { facts: [], asked: [], withdrawn: [] };

/** What a phase does: it hears an input (with the effect that failed, if one did), then goes on as far as what is known allows. */
export interface PhaseRules {
  hear(step: Step, input: Input, failed?: OpenEffect): Refusal | undefined;
  proceed(step: Step): void;
}

/** Timers of this name only bound a wait. */
const DEADLINE = 'deadline/';

const rules: Record<Phase, PhaseRules> = {
  REQUESTED: requested,
  VALIDATING: validating,
  LAUNCHING: launching,
  VERIFYING: verifying,
  HOLDING: holding,
  TERMINATING: terminating,
  ENDED: ended,
};

/** Chooses the phase, then asks it. `site` is needed only while the drill is new or waits for its turn. */
export function decide(before: Drill | undefined, input: Input, site?: SiteRecord): Answered {
  if (before === undefined) return begin(input, site);
  if ('effectId' in input && before.open[input.effectId] === undefined) return NOTHING;
  const step = nextStep(before, input.at, site);
  const refused = hear(step, input);
  if (refused !== undefined) return { refused };
  // It only corrects what the drill knew; the input that found it out decides what follows.
  if (input.type !== 'EffectFoundTaken') proceed(step);
  return { facts: step.facts, asked: step.asked, withdrawn: step.withdrawn };
}

/** When a drill should be looked at if nothing happens: its next timer, or the end of its patience with an effect. */
export function dueAt(drill: Drill): Instant | undefined {
  if (drill.phase === 'ENDED') return undefined;
  const effects = Object.values(drill.open).map((open) => open.dueAt + EFFECT_PATIENCE_SECONDS * SECOND_MS);
  const timers = Object.values(drill.timers).filter((at) => at > drill.at);
  return Math.min(...timers, ...effects, drill.at + IDLE_SECONDS_MAX * SECOND_MS);
}

function begin(input: Input, site: SiteRecord | undefined): Answered {
  if (input.type !== 'Requested') {
    return { refused: { status: 404, code: 'drill-not-found', message: 'There is no such drill.' } };
  }
  const { drillId, owner, request, requestedBy, requestHash, limits } = input;
  const fact: Fact = { type: 'DrillRequested', drillId, owner, request, requestedBy, requestHash, limits };
  const step = firstStep(input.at, fact, site);
  turnInRequest(step);
  proceed(step);
  return { facts: step.facts, asked: step.asked, withdrawn: step.withdrawn };
}

function hear(step: Step, input: Input): Refusal | undefined {
  switch (input.type) {
    case 'CancelRequested':
      return cancel(step, input);
    case 'LeakAcknowledged':
      return acknowledgeLeak(step, input.by, input.reason);
    case 'HardStopFired':
      return hardStop(step, input.n);
    case 'EffectFoundTaken':
      if (step.drill.open[input.effectId] !== undefined && step.drill.open[input.effectId]?.takenAt === undefined) {
        record(step, { type: 'EffectFoundTaken', effectId: input.effectId, takenAt: input.takenAt });
      }
      return undefined;
    case 'RecoveryReported':
      return recoveryReported(step, input.jobId);
    case 'RecoveriesSeen':
      record(step, { type: 'EffectAnswered', effectId: input.effectId });
      return recoveriesSeen(step, input);
    case 'GuardTerminated':
      if (step.drill.phase !== 'ENDED')
        record(step, { type: 'GuardTerminated', jobId: input.jobId, instanceIds: input.instanceIds });
      return undefined;
    case 'Woken':
      if (input.n !== undefined && step.drill.scheduledWake?.n === input.n)
        record(step, { type: 'WakeFired', n: input.n });
      break;
    case 'EffectFailed': {
      const open = step.drill.open[input.effectId] as OpenEffect;
      const failed = { kind: input.kind, message: input.message };
      record(step, { type: 'EffectAnswered', effectId: input.effectId, failed });
      retryLater(step, open, input.retryAfterSeconds);
      return rules[step.drill.phase].hear(step, input, open);
    }
    case 'HardStopArmed':
      record(step, { type: 'EffectAnswered', effectId: input.effectId });
      record(step, { type: 'HardStopArmed', n: input.n, stopAt: input.stopAt });
      return undefined;
    default:
      if ('effectId' in input) record(step, { type: 'EffectAnswered', effectId: input.effectId });
  }
  return rules[step.drill.phase].hear(step, input);
}

function proceed(step: Step): void {
  if (step.drill.phase === 'ENDED') return;
  losePatience(step);
  clearRetries(step);
  lookAtRecoveries(step);
  for (let phase: Phase | undefined; phase !== step.drill.phase; ) {
    phase = step.drill.phase;
    rules[phase].proceed(step);
  }
  armWake(step);
}

function cancel(step: Step, input: Extract<Input, { type: 'CancelRequested' }>): Refusal | undefined {
  const { phase } = step.drill;
  if (phase === 'ENDED')
    return { status: 409, code: 'drill-ended', message: 'The drill has ended; there is nothing to cancel.' };
  if (phase === 'TERMINATING' || step.drill.cancelledBy !== undefined) return undefined;
  record(step, { type: 'CancelRequested', by: input.by, reason: input.reason });
  decideOutcome(step, 'CANCELLED', `Cancelled by ${input.by}: ${input.reason}`);
  beginTermination(step);
  return undefined;
}

function hardStop(step: Step, n: number): undefined {
  const { phase, hardStop: newest } = step.drill;
  if (phase === 'TERMINATING' || phase === 'ENDED' || n < (newest?.n ?? 0)) return;
  record(step, { type: 'HardStopFired', n });
  decideOutcome(step, 'FAILED', 'The hard stop came before the drill had ended by itself.');
  beginTermination(step);
}

/** Effects whose answer stays away: questions are dropped and asked again; acts only when no performer can still be at it. */
function losePatience(step: Step): void {
  for (const [effectId, open] of Object.entries(step.drill.open)) {
    if (step.at < open.dueAt + EFFECT_PATIENCE_SECONDS * SECOND_MS) continue;
    if (open.takenAt === undefined || !ACTS.has(open.kind as EffectKind)) withdraw(step, effectId);
    else if (step.at >= open.takenAt + PERFORMER_SECONDS_MAX * SECOND_MS) {
      const failed = { kind: 'UNKNOWN_RESULT', message: 'No answer came.' };
      record(step, { type: 'EffectAnswered', effectId, failed });
      if (open.kind === 'StartRecovery') {
        record(step, { type: 'LaunchUnanswered', launch: Number(open.key.split('/')[1]) });
      }
    }
  }
}

/** What waited for its next try may be asked now. */
function clearRetries(step: Step): void {
  for (const timer of Object.keys(step.drill.timers)) if (timer.startsWith(RETRY)) rings(step, timer);
}

/** Sees to it that something wakes the drill when its next timer comes. */
function armWake(step: Step): void {
  if (step.drill.phase === 'ENDED') return;
  const next = Math.min(...timersToWakeFor(step));
  if (!Number.isFinite(next) || wokenBy(step, next)) return;
  const n = step.drill.wakeCount + 1;
  const seconds = Math.max((next - step.at) / SECOND_MS, 1);
  record(step, { type: 'WakeScheduled', n, wakeAt: Math.max(next, step.at + SECOND_MS) });
  if (seconds > DELAY_SECONDS_MAX) ask(step, `wake/${n}`, { kind: 'ArmWake', n, wakeAt: next });
  else ask(step, `wake/${n}`, { kind: 'Wake' }, seconds);
}

/** Deadlines are usually not reached, so no wake is spent on them: the sweep sees those that are. */
function timersToWakeFor({ drill, at }: Step): Instant[] {
  return Object.entries(drill.timers).flatMap(([timer, due]) => (due > at && !timer.startsWith(DEADLINE) ? [due] : []));
}

/** A wake that is on its way and comes in time: not after the timer, and not long ago already. */
function wokenBy(step: Step, next: Instant): boolean {
  const armed = step.drill.scheduledWake;
  const latest = Math.max(next, step.at + SECOND_MS);
  return armed !== undefined && armed.at <= latest + SECOND_MS && armed.at > step.at;
}
