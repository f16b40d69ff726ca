/** What is known so far of the drill that is followed, by its real ids. */
export interface Followed {
  drillId: string;
  servers: string[];
  /** Its jobs, with how many more looks each is worth: all of them until it is over, then a few. */
  jobs: Map<string, number>;
  instances: Set<string>;
  /** What was asked once and is not asked again. */
  requested: Set<string>;
  /** When the newest of its jobs was seen to be over, by its own word; undefined: none was. */
  jobsCompletedAt: number | undefined;
  /** Whether DRS still lists an instance of it; undefined: not looked yet. */
  isListed: boolean | undefined;
}

/** How many looks a job is worth after its end: its log's last line comes a little later. */
export const LOOKS_AFTER_END = 3;

/** A drill of which only the id is known. */
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

/** A job of the drill, once it is heard of. */
export function addJob({ jobs }: Followed, jobId: string | null | undefined): void {
  if (jobId && !jobs.has(jobId)) jobs.set(jobId, Number.POSITIVE_INFINITY);
}

/** Whether something is asked for the first time. */
export function isFirst({ requested }: Followed, question: string): boolean {
  if (requested.has(question)) return false;
  requested.add(question);
  return true;
}
