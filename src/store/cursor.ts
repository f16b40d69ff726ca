import type { Instant } from '../drill/drill.ts';
import type { Summary } from '../flow/ports.ts';
import { Refused } from '../flow/wrong.ts';

/** The place in the list of drills behind the last of these summaries. */
export function cursorAfter(summaries: Summary[]): string | null {
  const last = summaries.at(-1);
  return last === undefined ? null : Buffer.from(`${last.requestedAt} ${last.drillId}`).toString('base64url');
}

/** The place that a cursor names; a cursor that we cannot have made is refused, and never becomes too long a key. */
export function positionOf(cursor: string): { requestedAt: Instant; drillId: string } {
  const [, requestedAt, drillId] = /^(\d{1,15}) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (requestedAt === undefined || drillId === undefined) {
    throw new Refused(400, 'invalid-parameter', 'cursor is not one that a list of drills has returned');
  }
  return { requestedAt: Number(requestedAt), drillId };
}
