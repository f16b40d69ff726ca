import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import { duration } from '../durations.ts';
import { SERVERS } from '../verbs/analystListings.ts';
import { sheet } from './grid.ts';

/** How many servers are proved recoverable, and which are not. */
export interface Coverage {
  /** Null when it is the deployment's own and has no server to tell which that is. */
  region: string | null;
  maxAgeSeconds: number;
  /** How much a pass has to prove; null: anything. */
  evidenceLevel: EvidenceLevel | null;
  /** Where they have passed: only REAL proves something outside the local world. Null when none is covered. */
  world: 'REAL' | 'SIMULATED' | null;
  servers: number;
  covered: number;
  /** Null when there are no servers. */
  coveredShare: number | null;
  /** No drill that has ended has named them. */
  neverDrilled: number;
  /** Those that were never drilled are among them. */
  neverPassed: number;
  passedTooLongAgo: number;
  /** They passed, and an earlier version has not noted whether AWS itself had answered: that proves nothing. */
  passedNobodyKnowsWhere: number;
  uncovered: ServerDocument[];
}

interface Requested {
  site: string | undefined;
  maxAgeSeconds: number;
  evidenceLevel: EvidenceLevel | null;
}

export type EvidenceLevel = NonNullable<NonNullable<ServerDocument['lastPassed']>['evidenceLevel']>;

/** A server is covered when it has passed a drill of a known world within the age; one that DRS has forgotten does not count. */
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

/** One that passed where AWS did not answer makes the whole SIMULATED. */
function worldOf(proved: ServerDocument[]): Coverage['world'] {
  if (proved.length === 0) return null;
  return proved.some(({ lastPassed }) => lastPassed?.world !== 'REAL') ? 'SIMULATED' : 'REAL';
}

/** The coverage as people read it. */
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
    ['passed, nobody knows where', String(rest.passedNobodyKnowsWhere)],
    [`not within ${duration(rest.maxAgeSeconds)}`, String(rest.passedTooLongAgo)],
  ]);
  return uncovered.length === 0 ? head : `${head}\n\n${SERVERS.table(uncovered)}`;
}

function worldSaid(world: Coverage['world']): string {
  if (world === 'SIMULATED') return 'SIMULATED: a simulated AWS, which proves nothing of the real one';
  return world ?? '-';
}
