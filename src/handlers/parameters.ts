import { DRILL_ID } from '../api/identity.ts';
import { BadRequest } from '../api/problem.ts';
import type { HttpCall } from './middleware.ts';

/** The drill that the path names. */
export function drillIdIn(call: HttpCall): string {
  const drillId = call.pathParameters['drillId'] ?? '';
  if (!DRILL_ID.test(drillId)) throw noSuchDrill(drillId);
  return drillId;
}

/** The refusal of a drill that nobody knows. */
export function noSuchDrill(drillId: string): BadRequest {
  return new BadRequest(404, 'unknown-drill', `There is no drill ${drillId}`);
}

/** A whole number from the query, or its default. */
export function numberIn(call: HttpCall, name: string, bounds: { min: number; max: number; default: number }): number {
  const text = call.queryStringParameters[name];
  if (text === undefined) return bounds.default;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.min && value <= bounds.max) return value;
  throw new BadRequest(400, 'invalid-parameter', `${name} must be a whole number from ${bounds.min} to ${bounds.max}`);
}
