import type { DrillView } from '../api/views/drillView.ts';
import type { journalView } from '../api/views/journalView.ts';
import type { SummaryView } from '../api/views/summaryView.ts';

/** A drill as the API shows it. */
export type Drill = DrillView;

/** A drill as a list shows it. */
export type Summary = SummaryView;

export type JournalEntry = ReturnType<typeof journalView>;

/** The safety lever of one Region, or (`region` null) of all. */
export interface Lever {
  region: string | null;
  state: string;
  inForce: boolean;
  reason: string | null;
  by: string | null;
  movedAt: string | null;
  expiresAt: string | null;
  /** Left out by an API that is older than this command. */
  released?: Release[];
}

/** A real recovery's job that hangs and was released. */
export interface Release {
  region: string;
  jobId: string;
  reason: string;
  by: string;
  releasedAt: string;
  effect: string;
}

/** A problem document (RFC 9457), as far as it can be relied on: something between us and the API may have answered. */
export interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  requestId?: string;
  message?: string;
  errors?: { pointer?: string; parameter?: string; message?: string }[];
}
