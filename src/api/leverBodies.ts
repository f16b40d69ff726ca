import * as z from 'zod';
import { REASON_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { Instant, Site } from '../drill/drill.ts';
import { LEVER_STATES, type Lever } from '../drill/lever.ts';
import { formed, invalidInput, moment, readInput, text } from './input.ts';

/** A request to move a lever: that of one site, or of all sites (`site` null). */
export interface LeverRequest {
  site: Site | null;
  state: Lever['state'];
  reason: string;
  expiresAt: Instant | null;
}

/** The body of PUT /v1/lever. */
export const leverBody = z.strictObject({
  state: z.enum(LEVER_STATES),
  reason: text(REASON_CHARACTERS_MAX),
  region: z.string().optional(),
  expiresAt: moment().optional(),
});

/** A request to release a real recovery's job that an operator reports as hanging. */
export interface ReleaseRequest {
  site: Site;
  jobId: string;
  reason: string;
}

/** The body of POST /v1/lever/release. */
export const releaseBody = z.strictObject({
  jobId: formed(/^drsjob-[0-9a-zA-Z]{17}$/, 'must be a DRS job ID, for example drsjob-0123456789abcdef0'),
  reason: text(REASON_CHARACTERS_MAX),
  region: z.string().optional(),
});

/** Reads the body of POST /v1/lever/release. The default Region is the deployment's own. */
export function readRelease(body: unknown, sites: readonly [Site, ...Site[]]): ReleaseRequest {
  const { region = sites[0].region, jobId, reason } = readInput(releaseBody, body);
  const site = sites.find((one) => one.region === region);
  if (site !== undefined) return { site, jobId, reason };
  const message = `must be one of ${sites.map((one) => one.region).join(', ')}`;
  throw invalidInput([{ pointer: '/region', message }]);
}

/** Reads the body of PUT /v1/lever. Without a Region, it moves the lever for all sites. */
export function readLever(body: unknown, sites: readonly Site[]): LeverRequest {
  const { region, state, reason, expiresAt } = readInput(leverBody, body);
  const site = region === undefined ? null : sites.find((one) => one.region === region);
  if (site === undefined) {
    const message = `must be one of ${sites.map((one) => one.region).join(', ')}, or omitted for all`;
    throw invalidInput([{ pointer: '/region', message }]);
  }
  return { site, state, reason, expiresAt: expiresAt ?? null };
}
