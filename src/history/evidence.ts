import type { Check } from '../drill/checks/check.ts';
import type { Drill, Instant, Server } from '../drill/drill.ts';
import { requiredServers } from '../drill/launching/requiredServers.ts';

export const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'] as const;
/** What was proved for a server, lowest first: it started, it answers, its application works, a person confirms it. */
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** A level, with its source and the time when it was seen. */
export interface Evidence {
  level: EvidenceLevel;
  source: string;
  at: Instant;
}

/**
 * The evidence that a server works, also by the checks of its drill; null when it did not get that far. A server
 * configured to stay stopped never boots.
 */
export function evidenceOf({ verified, verifiedAt, lost }: Server, checks: readonly Check[] = []): Evidence | null {
  if (verified !== 'STATUS_CHECKS' || verifiedAt === undefined) return null;
  const attested = lost === undefined ? attestationIn(checks) : undefined;
  return attested ?? { level: 'BOOTED', source: STATUS_CHECKS, at: verifiedAt };
}

/** Every verdict that the drill wanted was given, and says that the application works. */
function attestationIn(checks: readonly Check[]): Evidence | undefined {
  const verdicts = checks.filter(({ kind }) => kind === 'VERDICT');
  if (verdicts.length === 0 || !verdicts.every(({ state }) => state === 'PASSED')) return undefined;
  const at = Math.max(...verdicts.map(({ decidedAt = 0 }) => decidedAt));
  return { level: 'ATTESTED', source: `Verdicts: ${verdicts.map(({ name }) => name).join(', ')}`, at };
}

/** A whole drill has the lowest level of its required servers. */
export function evidenceOfAll(drill: Drill): EvidenceLevel | null {
  const levels = requiredServers(drill).map(([, server]) => evidenceOf(server, drill.checks)?.level ?? null);
  return levels.reduce((least, one) => (isAtLeast(one, least) ? least : one), levels[0] ?? null);
}

/** Whether a level is the requested one or higher. No level is below the lowest; null is met by any. */
export function isAtLeast(level: EvidenceLevel | null, requested: EvidenceLevel | null): boolean {
  return rank(level) >= rank(requested);
}

function rank(level: EvidenceLevel | null): number {
  return level === null ? -1 : EVIDENCE_LEVELS.indexOf(level);
}

const STATUS_CHECKS = 'EC2: both status checks of the running instance';
