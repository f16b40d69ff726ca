import type { Summary } from '../flow/ports.ts';
import { time } from './drillView.ts';

/** What GET /v1/drills shows of each drill. */
export type SummaryView = ReturnType<typeof summaryView>;

/** The line that a list has for a drill. */
export function summaryView(summary: Summary) {
  return {
    ...summary,
    requestedAt: time(summary.requestedAt),
    endedAt: time(summary.endedAt),
    holdUntil: time(summary.holdUntil),
    links: { self: `/v1/drills/${summary.drillId}` },
  };
}
