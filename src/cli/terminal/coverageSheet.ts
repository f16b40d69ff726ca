import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import { duration } from '../durations.ts';
import { SERVERS } from '../verbs/analystListings.ts';
import { sheet } from './grid.ts';

/** The share of servers proved recoverable, and the others. */
export interface Coverage {
  /** Null for the deployment's own Region when it has no servers. */
  region: string | null;
  maxAgeSeconds: number;
  /** The evidence level that a pass must reach; null: any. */
  evidenceLevel: EvidenceLevel | null;
  /** The world of the passes; outside the local world, only REAL is a proof. Null when no server is covered. */
  world: 'REAL' | 'SIMULATED' | null;
  servers: number;
  covered: number;
  /** Null when there are no servers. */
  coveredShare: number | null;
  /** Servers without an ended drill. */
  neverDrilled: number;
  /** Servers that never passed, including those never drilled. */
  neverPassed: number;
  passedTooLongAgo: number;
  /** Servers whose pass was recorded by an earlier version without its world, which proves nothing. */
  passedNobodyKnowsWhere: number;
  uncovered: ServerDocument[];
}

interface Requested {
  site: string | undefined;
  maxAgeSeconds: number;
  evidenceLevel: EvidenceLevel | null;
}

export type EvidenceLevel = NonNullable<NonNullable<ServerDocument['lastPassed']>['evidenceLevel']>;

/**
 * A server is covered when it has passed a drill of a known world within the age. Servers removed from DRS do not
 * count.
 */
export function coverageOf(all: ServerDocument[], { site, maxAgeSeconds, evidenceLevel }: Requested): Coverage {
  const servers = all.filter(({ removedAt }) => removedAt === null);
  const never = servers.filter(({ lastPassed }) => lastPassed === null);
  const undrilled = never.filter(({ drills }) => drills === 0);
  const drilled = never.filter(({ drills }) => drills > 0);
  const passed = servers.filter(({ lastPassed }) => lastPassed !== null);
  const unknown = passed.filter(({ lastPassed }) => lastPassed?.world === null);
  const known = passed.filter((server) => !unknown.includes(server));
  const late = known.filter(({ lastPassed }) => (lastPassed?.ageSeconds ?? 0) > maxAgeSeconds);
  const proved = known.filter((server) => !late.includes(server));
  const covered = proved.length;
  return {
    region: site ?? all[0]?.site.region ?? null,
    maxAgeSeconds,
    evidenceLevel,
    world: worldOf(proved),
    servers: servers.length,
    covered,
    coveredShare: servers.length === 0 ? null : covered / servers.length,
    neverDrilled: undrilled.length,
    neverPassed: never.length,
    passedTooLongAgo: late.length,
    passedNobodyKnowsWhere: unknown.length,
    uncovered: [...undrilled, ...drilled, ...unknown, ...late],
  };
}

/** One pass in a simulated world makes the whole coverage SIMULATED. */
function worldOf(proved: ServerDocument[]): Coverage['world'] {
  if (proved.length === 0) return null;
  return proved.some(({ lastPassed }) => lastPassed?.world !== 'REAL') ? 'SIMULATED' : 'REAL';
}

/** The coverage as a table for people. */
export function coverageSheet(coverage: Coverage): string {
  const { servers, covered, coveredShare, neverDrilled, neverPassed, uncovered, ...rest } = coverage;
  const share = coveredShare === null ? '' : ` (${Math.floor(coveredShare * 100)} %)`;
  const head = sheet([
    ['Region', rest.region ?? "the deployment's own"],
    ['servers', String(servers)],
    ['covered', `${covered}${share}`],
    ['proved in', worldSaid(rest.world)],
    ['at least', rest.evidenceLevel ?? 'any evidence'],
    ['never drilled', String(neverDrilled)],
    ['drilled, never passed', String(neverPassed - neverDrilled)],
    ['passed, world unknown', String(rest.passedNobodyKnowsWhere)],
    [`not within ${duration(rest.maxAgeSeconds)}`, String(rest.passedTooLongAgo)],
  ]);
  return uncovered.length === 0 ? head : `${head}\n\n${SERVERS.table(uncovered)}`;
}

function worldSaid(world: Coverage['world']): string {
  if (world === 'SIMULATED') return 'SIMULATED: a simulated AWS, which is no proof';
  return world ?? '-';
}
