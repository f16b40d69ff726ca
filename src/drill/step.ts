import { DELAY_SECONDS_MAX, RETRY_SECONDS_MAX, RETRY_SECONDS_MIN, SECOND_MS } from './bounds.ts';
import type { Drill, Instant, OpenEffect, Outcome, Phase, Server } from './drill.ts';
import type { EffectKey, KeyGroup, KeysByKind } from './effectKeys.ts';
import type { Effect, RequestedEffect } from './effects.ts';
import { apply, created } from './evolve.ts';
import type { Fact } from './facts.ts';
import type { Levers } from './phases/closedLevers.ts';
import type { SiteRecord } from './site.ts';
import { retryTimer, type Timer } from './timers.ts';

/** A decision in progress: the drill with the facts so far, and the requested effects. */
export interface Step {
  at: Instant;
  drill: Drill;
  site: SiteRecord | undefined;
  /** The site's levers; known only together with the site. */
  levers?: Levers | undefined;
  facts: Fact[];
  requested: RequestedEffect[];
  withdrawn: string[];
}

/** The step that begins with a drill's first fact. */
export function firstStep(
  at: Instant,
  fact: Extract<Fact, { type: 'DrillRequested' }>,
  site: SiteRecord | undefined,
): Step {
  return { at, drill: created(at, fact), site, facts: [fact], requested: [], withdrawn: [] };
}

/** A step on a draft of a drill that exists. Times never run backwards in a drill. */
export function nextStep(draft: Drill, now: Instant, site: SiteRecord | undefined): Step {
  return { at: Math.max(now, draft.at), drill: draft, site, facts: [], requested: [], withdrawn: [] };
}

export function record(step: Step, fact: Fact): void {
  apply(step.drill, step.at, fact);
  step.facts.push(fact);
}

/** Requests an effect under a key. `attempt` counts its attempts. */
export function ask<Requested extends Effect>(
  step: Step,
  key: KeysByKind[Requested['kind']],
  effect: Requested,
  delaySeconds = 0,
): void {
  const effectId = `e${step.drill.effectCount + 1}`;
  const attempt = (step.drill.failures[key] ?? 0) + 1;
  const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), DELAY_SECONDS_MAX);
  const dueAt = step.at + delay * SECOND_MS;
  record(step, { type: 'EffectRequested', effectId, kind: effect.kind, key, dueAt, attempt });
  step.requested.push({ effectId, delaySeconds: delay, effect });
}

/** The key is neither open nor waiting for its retry. */
export function mayAsk(step: Step, key: EffectKey): boolean {
  return !isOpen(step.drill, key) && (step.drill.timers[retryTimer(key)] ?? 0) <= step.at;
}

/** Whether an effect is open under this key, or under any key below it (`terminate` for `terminate/0`). */
export function isOpen(drill: Drill, key: EffectKey | KeyGroup): boolean {
  return Object.values(drill.open).some((open) => open.key === key || open.key.startsWith(`${key}/`));
}

/** Withdraws an open effect. An act is withdrawn only if no performer has taken it; the save checks that. */
export function withdraw(step: Step, effectId: string): void {
  record(step, { type: 'EffectWithdrawn', effectId });
  step.withdrawn.push(effectId);
}

/** After a failure: not before the service's retry hint, and with a pause that doubles. */
export function retryLater(step: Step, open: OpenEffect, hintSeconds = 0): void {
  const failures = step.drill.failures[open.key] ?? 1;
  const pause = Math.min(RETRY_SECONDS_MIN * 2 ** (failures - 1), RETRY_SECONDS_MAX);
  setTimer(step, retryTimer(open.key), step.at + Math.max(pause, hintSeconds) * SECOND_MS);
}

export function setTimer(step: Step, timer: Timer, at: Instant | null): void {
  if ((step.drill.timers[timer] ?? null) !== at) record(step, { type: 'TimerSet', timer, at });
}

/** Sets a timer unless it is due earlier anyway. */
export function setTimerBy(step: Step, timer: Timer, at: Instant): void {
  const current = step.drill.timers[timer];
  if (current === undefined || current > at) setTimer(step, timer, at);
}

/** True once when the timer is due. The timer is cleared. */
export function fires(step: Step, timer: Timer): boolean {
  const at = step.drill.timers[timer];
  if (at === undefined || at > step.at) return false;
  setTimer(step, timer, null);
  return true;
}

/** Whether looks under a key are requested and come before the timer. Those that would come later are withdrawn. */
export function isLookComing(step: Step, key: EffectKey | KeyGroup, timer: Timer): boolean {
  const looks = Object.entries(step.drill.open).filter(
    ([, open]) => open.key === key || open.key.startsWith(`${key}/`),
  );
  if (looks.length === 0) return false;
  const wanted = step.drill.timers[timer] ?? Number.POSITIVE_INFINITY;
  if (looks.some(([, open]) => open.dueAt <= Math.max(wanted, step.at))) return true;
  for (const [effectId] of looks) withdraw(step, effectId);
  return false;
}

/** The seconds until a timer; undefined when it is not set. */
export function secondsUntil(step: Step, timer: Timer): number | undefined {
  const at = step.drill.timers[timer];
  return at === undefined ? undefined : (at - step.at) / SECOND_MS;
}

export function beginPhase(step: Step, phase: Phase): void {
  record(step, { type: 'PhaseBegan', phase });
}

/** The first outcome is final; a later one is ignored. */
export function decideOutcome(step: Step, outcome: Outcome, why: string): void {
  if (step.drill.outcome === undefined) record(step, { type: 'OutcomeDecided', outcome, why });
}

/** A phase's answer to an input that does not apply to it. */
export const NOTHING_HERE = undefined;

/** A drill's servers with their ids, in the order of the request. */
export function serversOf(drill: Drill): [string, Server][] {
  const servers: [string, Server][] = [];
  for (const id in drill.servers) servers.push([id, drill.servers[id] as Server]);
  return servers;
}

/** Whether any of a drill's servers matches. It stops at the first match, because there may be hundreds. */
export function someServer(drill: Drill, isSo: (server: Server) => boolean): boolean {
  for (const id in drill.servers) if (isSo(drill.servers[id] as Server)) return true;
  return false;
}

export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
