import type { Drill, Instant, Server } from '../drill/drill.ts';
import { requiredServers } from '../drill/launching/optionalWaves.ts';

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
 * The evidence that a server works; null when it did not get that far. A server configured to stay stopped never boots.
 */
export function evidenceOf({ verified, verifiedAt }: Server): Evidence | null {
  if (verified !== 'STATUS_CHECKS' || verifiedAt === undefined) return null;
  return { level: 'BOOTED', source: STATUS_CHECKS, at: verifiedAt };
}

/** A whole drill has the lowest level of its required servers. */
export function evidenceOfAll(drill: Drill): EvidenceLevel | null {
  const levels = requiredServers(drill).map(([, server]) => evidenceOf(server)?.level ?? null);
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
