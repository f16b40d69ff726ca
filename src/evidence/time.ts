import type { Instant } from '../drill/drill.ts';

/** An instant as an RFC 3339 time in UTC. */
export function time(at: Instant): string;
export function time(at: Instant | null | undefined): string | null;
export function time(at: Instant | null | undefined): string | null {
  return at === undefined || at === null ? null : new Date(at).toISOString();
}
