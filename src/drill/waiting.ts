import {
  DELAY_SECONDS_MAX,
  EFFECT_TIMEOUT_SECONDS,
  IDLE_SECONDS_MAX,
  PERFORMER_SECONDS_MAX,
  SECOND_MS,
} from './bounds.ts';
import { checkFailed } from './checks/checkAnswers.ts';
import type { Drill, Instant, OpenEffect } from './drill.ts';
import { launchStartedBy } from './effectKeys.ts';
import { ACTS, CHECK_EFFECTS } from './effects.ts';
import { ask, fires, record, type Step, withdraw } from './step.ts';
import { isDeadline, isRetry, timersSet } from './timers.ts';

/** When a drill needs a look if nothing happens: its next timer, or the timeout of an effect. */
export function dueAt(drill: Drill): Instant | undefined {
  if (drill.phase === 'ENDED') return undefined;
  let due = drill.at + IDLE_SECONDS_MAX * SECOND_MS;
  for (const open of Object.values(drill.open)) due = Math.min(due, open.dueAt + EFFECT_TIMEOUT_SECONDS * SECOND_MS);
  for (const [, at] of timersSet(drill.timers)) if (at > drill.at) due = Math.min(due, at);
  return due;
}

/**
 * Handles effects without an answer. Questions are dropped and requested again, acts only when no performer can still
 * be running.
 */
export function expireOverdueEffects(step: Step): void {
  for (const [effectId, open] of Object.entries(step.drill.open)) {
    if (step.at < open.dueAt + EFFECT_TIMEOUT_SECONDS * SECOND_MS) continue;
    if (open.takenAt === undefined || !ACTS.has(open.kind)) withdraw(step, effectId);
    else if (step.at >= open.takenAt + PERFORMER_SECONDS_MAX * SECOND_MS) {
      const failed = { kind: 'UNKNOWN_RESULT' as const, message: 'AWS did not respond in time.' };
      record(step, { type: 'EffectAnswered', effectId, failed });
      const launch = launchStartedBy(open);
      if (launch !== undefined) record(step, { type: 'LaunchUnanswered', launch });
      if (CHECK_EFFECTS.has(open.kind)) checkFailed(step, failed, open);
    }
  }
}

/** Effects whose retry is due may be requested now. */
export function clearRetries(step: Step): void {
  for (const [timer] of timersSet(step.drill.timers)) if (isRetry(timer)) fires(step, timer);
}

/**
 * Makes sure that something wakes the drill when its next timer is due. A schedule is only accurate to a minute. Where
 * that matters, to notice a launch in time, two messages in a row reach twice as far as one.
 */
export function armWake(step: Step): void {
  if (step.drill.phase === 'ENDED') return;
  const next = nextTimer(step);
  if (!Number.isFinite(next) || wokenBy(step, next)) return;
  const n = step.drill.wakeCount + 1;
  const seconds = Math.max((next - step.at) / SECOND_MS, 1);
  const isScheduled = seconds > (step.drill.phase === 'LAUNCHING' ? 2 : 1) * DELAY_SECONDS_MAX;
  const nearest = isScheduled ? next : Math.min(next, step.at + DELAY_SECONDS_MAX * SECOND_MS);
  record(step, { type: 'WakeScheduled', n, wakeAt: Math.max(nearest, step.at + SECOND_MS) });
  if (isScheduled) ask(step, `wake/${n}`, { kind: 'ArmWake', n, wakeAt: next });
  else ask(step, `wake/${n}`, { kind: 'Wake' }, seconds);
}

/** Deadlines are usually not reached, so they get no wake. The sweep finds those that are. */
function nextTimer({ drill, at }: Step): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const [timer, due] of timersSet(drill.timers)) if (due > at && !isDeadline(timer)) next = Math.min(next, due);
  return next;
}

/**
 * Something that is due earlier, or a wake on its way, comes in time, and its answer brings the drill here again.
 * Should the answer get lost, the sweep comes at the timeout.
 */
function wokenBy(step: Step, next: Instant): boolean {
  // An application may hang, and the hold ends all the same.
  const isSure = ({ kind, dueAt }: OpenEffect) => dueAt <= next && !CHECK_EFFECTS.has(kind);
  if (Object.values(step.drill.open).some(isSure)) return true;
  const armed = step.drill.scheduledWake;
  const latest = Math.max(next, step.at + SECOND_MS);
  return armed !== undefined && armed.at <= latest + SECOND_MS && armed.at > step.at;
}
