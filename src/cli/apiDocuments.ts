import type { DrillView } from '../api/views/drillView.ts';
import type { journalView } from '../api/views/journalView.ts';
import type { SummaryView } from '../api/views/summaryView.ts';

/** A drill in an API response. */
export type Drill = DrillView;

/** A drill in a list. */
export type Summary = SummaryView;

export type JournalEntry = ReturnType<typeof journalView>;

/** The safety lever of one Region, or of all Regions (`region` null). */
export interface Lever {
  region: string | null;
  state: string;
  inForce: boolean;
  reason: string | null;
  by: string | null;
  movedAt: string | null;
  expiresAt: string | null;
  /** Missing in the response of an older API. */
  released?: Release[];
}

/** A hanging job of a real recovery that was released. */
export interface Release {
  region: string;
  jobId: string;
  reason: string;
  by: string;
  releasedAt: string;
  effect: string;
}

/** A problem document (RFC 9457). All members are optional, because a proxy may have sent the response. */
export interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  requestId?: string;
  message?: string;
  errors?: { pointer?: string; parameter?: string; message?: string }[];
}
