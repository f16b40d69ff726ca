import type { ServerDocument } from '../api/serverDocuments.ts';
import { SERVERS } from './analystListings.ts';
import { duration } from './durations.ts';
import { sheet } from './grid.ts';

/** How many servers are proved recoverable, and which are not. */
export interface Coverage {
  /** Null when it is the deployment's own and has no server to tell which that is. */
  region: string | null;
  maxAgeSeconds: number;
  servers: number;
  covered: number;
  /** Null when there are no servers. */
  coveredShare: number | null;
  /** No drill that has ended has named them. */
  neverDrilled: number;
  /** Those that were never drilled are among them. */
  neverPassed: number;
  passedTooLongAgo: number;
  uncovered: ServerDocument[];
}

interface Asked {
  site: string | undefined;
  maxAgeSeconds: number;
}

/** A server is covered when it has passed a drill within the age; one that DRS has forgotten does not count. */
export function coverageOf(all: ServerDocument[], { site, maxAgeSeconds }: Asked): Coverage {
  const servers = all.filter(({ removedAt }) => removedAt === null);
  const never = servers.filter(({ lastPassed }) => lastPassed === null);
  const undrilled = never.filter(({ drills }) => drills === 0);
  const drilled = never.filter(({ drills }) => drills > 0);
  const late = servers.filter(({ lastPassed }) => lastPassed !== null && lastPassed.ageSeconds > maxAgeSeconds);
  const covered = servers.length - never.length - late.length;
  return {
    region: site ?? all[0]?.site.region ?? null,
    maxAgeSeconds,
    servers: servers.length,
    covered,
    coveredShare: servers.length === 0 ? null : covered / servers.length,
    neverDrilled: undrilled.length,
    neverPassed: never.length,
    passedTooLongAgo: late.length,
    uncovered: [...undrilled, ...drilled, ...late],
  };
}

/** The coverage as people read it. */
export function coverageSheet(coverage: Coverage): string {
  const { servers, covered, coveredShare, neverDrilled, neverPassed, uncovered, ...rest } = coverage;
  const share = coveredShare === null ? '' : ` (${Math.floor(coveredShare * 100)} %)`;
  const head = sheet([
    ['Region', rest.region ?? "the deployment's own"],
    ['servers', String(servers)],
    ['covered', `${covered}${share}`],
    ['never drilled', String(neverDrilled)],
    ['drilled, never passed', String(neverPassed - neverDrilled)],
    [`not within ${duration(rest.maxAgeSeconds)}`, String(rest.passedTooLongAgo)],
  ]);
  return uncovered.length === 0 ? head : `${head}\n\n${SERVERS.table(uncovered)}`;
}
