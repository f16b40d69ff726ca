import type { Instant } from '../drill/drill.ts';
import type { ServerLine } from './coverage.ts';

/** Whether a server was not proved recoverable since a moment. One that was seen first after it has time left. */
export function isOverdue({ removedAt, lastPassed, firstSeenAt }: ServerLine, since: Instant): boolean {
  return removedAt === null && (lastPassed?.endedAt ?? firstSeenAt) < since;
}

/** Whether people were told so since its last proof. */
export function isOverdueSaid({ overdueSaidAt, lastPassed }: ServerLine): boolean {
  return overdueSaidAt !== undefined && overdueSaidAt > (lastPassed?.endedAt ?? 0);
}
