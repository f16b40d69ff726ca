/** What is known so far about the followed drill, by its real ids. */
export interface Followed {
  drillId: string;
  servers: string[];
  /** Its jobs, with the number of remaining looks: unlimited until the job ends, then a few. */
  jobs: Map<string, number>;
  instances: Set<string>;
  /** Reads that are made only once. */
  requested: Set<string>;
  /** When its latest job ended, by DRS's time; undefined: none has ended. */
  jobsCompletedAt: number | undefined;
  /** Whether DRS still lists an instance of it; undefined: not read yet. */
  isListed: boolean | undefined;
}

/** How many looks follow the end of a job: the last line of its log arrives a little later. */
export const LOOKS_AFTER_END = 3;

/** A drill whose id is all that is known. */
export function beginFollowing(drillId: string): Followed {
  return {
    drillId,
    servers: [],
    jobs: new Map(),
    instances: new Set(),
    requested: new Set(),
    jobsCompletedAt: undefined,
    isListed: undefined,
  };
}

/** Adds a job of the drill on its first mention. */
export function addJob({ jobs }: Followed, jobId: string | null | undefined): void {
  if (jobId && !jobs.has(jobId)) jobs.set(jobId, Number.POSITIVE_INFINITY);
}

/** True the first time that a read is requested. */
export function isFirst({ requested }: Followed, question: string): boolean {
  if (requested.has(question)) return false;
  requested.add(question);
  return true;
}
