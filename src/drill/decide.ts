import { checkAnswered, checkFailed, commandReported, isCheckAnswer } from './checks/checkAnswers.ts';
import { verdictGiven } from './checks/verdict.ts';
import { cancel } from './cleaning/cancel.ts';
import { ended, giveUp } from './cleaning/ending.ts';
import { acknowledgeLeak } from './cleaning/leaks.ts';
import { tableRestored } from './cleaning/restored.ts';
import { guardTerminated, terminating } from './cleaning/terminate.ts';
import { lookAtRecoveries, recoveriesSeen, recoveryReported, terminationPostponed } from './cleaning/yield.ts';
import type { Drill, Instant, OpenEffect, Phase } from './drill.ts';
import { CHECK_EFFECTS, type RequestedEffect } from './effects.ts';
import { draftOf } from './evolve.ts';
import type { Fact } from './facts.ts';
import { isOurs } from './failureMeaning.ts';
import type { Answer, Input, Missed } from './inputs.ts';
import { launching } from './launching/launch.ts';
import type { PhaseRules, Refusal } from './phase.ts';
import type { Levers } from './phases/closedLevers.ts';
import { giveBackQuota } from './phases/giveBackQuota.ts';
import { holding } from './phases/hold.ts';
import { downReported, lookAtSuspects, statesSeen } from './phases/losses.ts';
import { noteWait } from './phases/noteWait.ts';
import { refuseCrowd, requested, turnInRequest } from './phases/request.ts';
import { validating } from './phases/validate.ts';
import { verifying } from './phases/verify.ts';
import { noteEvent } from './phases/warnings.ts';
import type { SiteRecord } from './site.ts';
import { firstStep, nextStep, record, retryLater, type Step } from './step.ts';
import { armWake, clearRetries, expireOverdueEffects } from './waiting.ts';
import { mixed } from './world.ts';

/** What to record and what to request. When both are empty, the input changes nothing. */
export interface Decision {
  facts: Fact[];
  requested: RequestedEffect[];
  withdrawn: string[];
}

/** A decision, or why the request is refused. */
export type Answered = Decision | { refused: Refusal };

export const NOTHING: Decision = { facts: [], requested: [], withdrawn: [] };

const rules: Record<Phase, PhaseRules> = {
  REQUESTED: requested,
  VALIDATING: validating,
  LAUNCHING: launching,
  VERIFYING: verifying,
  HOLDING: holding,
  TERMINATING: terminating,
  ENDED: ended,
};

/**
 * Calls the rules of the drill's phase. Site and lever are needed only while the drill is new or waits for its turn.
 */
export function decide(before: Drill | undefined, input: Input, site?: SiteRecord, levers?: Levers): Answered {
  return decideOn(before === undefined ? undefined : draftOf(before), input, site, levers);
}

/** Decides on a draft that the caller owns. The facts are applied to it; without facts it stays unchanged. */
export function decideOn(draft: Drill | undefined, input: Input, site?: SiteRecord, levers?: Levers): Answered {
  if (draft === undefined) return begin(input, site, levers);
  if ('effectId' in input && draft.open[input.effectId] === undefined) return NOTHING;
  const step = { ...nextStep(draft, input.at, site), levers };
  const refused = handle(step, input);
  if (refused !== undefined) {
    // The caller keeps using the draft.
    if (step.facts.length > 0) throw new Error(`${input.type} was refused after something was recorded of it`);
    return { refused };
  }
  noteEvent(step, input);
  // It only corrects what the drill knew. The input that follows decides what happens next.
  if (input.type !== 'EffectFoundTaken') proceed(step);
  return { facts: step.facts, requested: step.requested, withdrawn: step.withdrawn };
}

function begin(input: Input, site: SiteRecord | undefined, levers: Levers | undefined): Answered {
  if (input.type !== 'Requested') {
    return { refused: { status: 404, code: 'unknown-drill', message: 'There is no such drill.' } };
  }
  const refused = refuseCrowd(site, input.request.waves.flat().length, input.requester);
  if (refused !== undefined) return { refused };
  const { drillId, owner, request, requestedBy, requestHash, givenHash, limits } = input;
  const given = givenHash === undefined ? {} : { givenHash };
  const fact: Fact = { type: 'DrillRequested', drillId, owner, request, requestedBy, requestHash, ...given, limits };
  const step = { ...firstStep(input.at, fact, site), levers };
  turnInRequest(step, input.requester);
  proceed(step);
  return { facts: step.facts, requested: step.requested, withdrawn: step.withdrawn };
}

export function handle(step: Step, input: Input): Refusal | undefined {
  if ('effectId' in input && input.type !== 'EffectFoundTaken') return handleAnswer(step, input);
  switch (input.type) {
    case 'CancelRequested':
      return cancel(step, input);
    case 'VerdictGiven':
      return verdictGiven(step, input);
    case 'LeakAcknowledged':
      return acknowledgeLeak(step, input.by, input.reason);
    case 'HardStopFired':
      return hardStop(step, input.n);
    case 'EffectFoundTaken':
      return foundTaken(step, input.effectId, input.takenAt);
    case 'CommandReported':
      return commandReported(step, input);
    case 'RecoveryReported':
      return recoveryReported(step, input.jobId);
    case 'GuardTerminated':
      return guardTerminated(step, input);
    case 'Restored':
      return tableRestored(step, input.restored);
    case 'InstanceReportedDown':
      return downReported(step, input);
    case 'InstanceReportedGone':
      downReported(step, input);
      break;
    case 'Woken':
      if (input.n !== undefined && input.n === step.drill.scheduledWake?.n)
        record(step, { type: 'WakeFired', n: input.n });
  }
  return rules[step.drill.phase].handle(step, input);
}

/** Any answer closes the effect. Then the phase handles it. */
function handleAnswer(step: Step, input: Extract<Input, Answer & { effectId: string }>): Refusal | undefined {
  const { effectId, world } = input;
  if (world !== undefined && mixed(step.drill.world, world) !== step.drill.world)
    record(step, { type: 'WorldSeen', world });
  statesSeen(step, input);
  if (input.type === 'EffectFailed') {
    const open = step.drill.open[effectId] as OpenEffect;
    const { kind, message } = input;
    const failed = { kind, message, ...(isOurs(kind) && { ours: true as const }) };
    record(step, { type: 'EffectAnswered', effectId, failed });
    retryLater(step, open, input.retryAfterSeconds);
    if (CHECK_EFFECTS.has(open.kind)) return checkFailed(step, input, open);
    return rules[step.drill.phase].handle(step, input, open);
  }
  if (isCheckAnswer(input)) {
    record(step, { type: 'EffectAnswered', effectId });
    return checkAnswered(step, input);
  }
  const missed = 'missed' in input ? input.missed : undefined;
  if (missed === undefined) record(step, { type: 'EffectAnswered', effectId });
  else partAnswered(step, effectId, missed, input.type === 'LeakLookedInto' ? input.servers : undefined);
  if (input.type === 'RecoveriesSeen') return recoveriesSeen(step, input.jobs);
  if (input.type === 'TerminationPostponed') return terminationPostponed(step, input.recoveries);
  if (input.type !== 'HardStopArmed') return rules[step.drill.phase].handle(step, input);
  record(step, { type: 'HardStopArmed', n: input.n, stopAt: input.stopAt });
  return undefined;
}

/** The answered part counts, so pauses do not grow. The rest is requested again as after a first failure. */
function partAnswered(
  step: Step,
  effectId: string,
  { kind, message, retryAfterSeconds }: Missed,
  servers?: { sourceServerId: string }[],
): void {
  const open = step.drill.open[effectId] as OpenEffect;
  const answered = servers?.map(({ sourceServerId }) => sourceServerId);
  record(step, {
    type: 'EffectAnswered',
    effectId,
    failed: { kind, message },
    part: true,
    ...(answered && { answered }),
  });
  retryLater(step, open, retryAfterSeconds);
}

export function proceed(step: Step): void {
  if (step.drill.phase === 'ENDED') return;
  expireOverdueEffects(step);
  clearRetries(step);
  lookAtRecoveries(step);
  for (let phase: Phase | undefined; phase !== step.drill.phase; ) {
    phase = step.drill.phase;
    rules[phase].proceed(step);
  }
  giveBackQuota(step);
  lookAtSuspects(step);
  armWake(step);
  noteWait(step);
}

function hardStop(step: Step, n: number): undefined {
  const { phase, hardStop: newest } = step.drill;
  if (phase === 'TERMINATING' || phase === 'ENDED' || n < (newest?.n ?? 0)) return;
  record(step, { type: 'HardStopFired', n });
  giveUp(step, { check: 'stood-still', message: 'The hard stop fired before the drill had ended by itself.' });
}

function foundTaken(step: Step, effectId: string, takenAt: Instant): undefined {
  const open = step.drill.open[effectId];
  if (open !== undefined && open.takenAt === undefined) record(step, { type: 'EffectFoundTaken', effectId, takenAt });
}
