import * as z from 'zod';
import { PLAN_VERSIONS_MAX } from '../drill/bounds.ts';
import type { RequestSettings } from './drillRequest.ts';
import { drillBody } from './drillRequestBody.ts';
import { formed, readInput } from './input.ts';

/** The format of a plan's name. Every name is also a valid recovery plan, which is a tag of the DRS jobs. */
export const PLAN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What a start from a plan may change. */
const OVERRIDES = {
  reason: true,
  holdSeconds: true,
  recoveryPoint: true,
  waivers: true,
  tags: true,
  changeReference: true,
  dryRun: true,
} as const;

/** The members of a start that replace those of the plan. */
export const PLAN_OVERRIDES: readonly string[] = Object.keys(OVERRIDES);

/** A request to start a drill from a plan. */
export interface PlanStart {
  plan: string;
  /** Undefined: the newest one. */
  planVersion: number | undefined;
  overrides: Record<string, unknown>;
}

/** The body of POST /v1/drills that names a plan instead of the servers. */
export function planStartBody(holdSecondsMax: number) {
  return z.strictObject({
    plan: planName().meta({ description: 'The plan that is drilled, as it is saved' }),
    planVersion: planVersion().optional().meta({ description: 'A version of the plan; default: the newest' }),
    ...drillBody(holdSecondsMax).pick(OVERRIDES).partial().shape,
  });
}

/** The name of a plan. */
export function planName() {
  return formed(PLAN_NAME, 'must be the name of a plan: 1 to 64 letters, digits, dots, hyphens or underscores');
}

/** The number of a version of a plan. */
export function planVersion() {
  const allowed = `must be the number of a version, from 1 to ${PLAN_VERSIONS_MAX}`;
  return z.int(allowed).min(1, allowed).max(PLAN_VERSIONS_MAX, allowed);
}

/** Whether a body starts a drill from a plan. */
export function isPlanStart(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'plan');
}

/** Reads a body that names a plan. Members that it does not have stay absent, so that those of the plan count. */
export function readPlanStart(body: Record<string, unknown>, { holdSecondsMax }: RequestSettings): PlanStart {
  const { plan, planVersion } = readInput(keptBody(holdSecondsMax), body);
  return { plan, planVersion, overrides: overridesIn(body) };
}

/** Cached, because building a schema takes far longer than parsing with it. */
const kept = new Map<number, ReturnType<typeof planStartBody>>();

function keptBody(holdSecondsMax: number): ReturnType<typeof planStartBody> {
  const schema = kept.get(holdSecondsMax) ?? planStartBody(holdSecondsMax);
  kept.set(holdSecondsMax, schema);
  return schema;
}

function overridesIn(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(OVERRIDES, name)));
}

/** The request of a drill from a plan: an override replaces the whole member of the plan's body. */
export function bodyFromPlan(
  { body }: { body: Record<string, unknown> },
  overrides: Record<string, unknown>,
): Record<string, unknown> {
  return { ...body, ...overridesIn(overrides) };
}
