import type { ServerDocument } from '../api/serverDocuments.ts';
import { SERVERS } from './analystListings.ts';
import { duration } from './durations.ts';
import { sheet } from './grid.ts';

/** How many servers are proved recoverable, and which are not. */
export interface Coverage {
  maxAgeSeconds: number;
  servers: number;
  covered: number;
  /** Null when there are no servers. */
  coveredShare: number | null;
  neverPassed: number;
  passedTooLongAgo: number;
  uncovered: ServerDocument[];
}

/** A server is covered when it has passed a drill within the age; one that DRS has forgotten does not count. */
export function coverageOf(all: ServerDocument[], maxAgeSeconds: number): Coverage {
  const servers = all.filter(({ removedAt }) => removedAt === null);
  const never = servers.filter(({ lastPassed }) => lastPassed === null);
  const late = servers.filter(({ lastPassed }) => lastPassed !== null && lastPassed.ageSeconds > maxAgeSeconds);
  const covered = servers.length - never.length - late.length;
  return {
    maxAgeSeconds,
    servers: servers.length,
    covered,
    coveredShare: servers.length === 0 ? null : covered / servers.length,
    neverPassed: never.length,
    passedTooLongAgo: late.length,
    uncovered: [...never, ...late],
  };
}

/** The coverage as people read it. */
export function coverageSheet({ servers, covered, coveredShare, neverPassed, uncovered, ...rest }: Coverage): string {
  const share = coveredShare === null ? '' : ` (${Math.floor(coveredShare * 100)} %)`;
  const head = sheet([
    ['servers', String(servers)],
    ['covered', `${covered}${share}`],
    ['never passed', String(neverPassed)],
    [`not within ${duration(rest.maxAgeSeconds)}`, String(rest.passedTooLongAgo)],
  ]);
  return uncovered.length === 0 ? head : `${head}\n\n${SERVERS.table(uncovered)}`;
}
