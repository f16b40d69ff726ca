import type { Drill, Instant, Server } from '../drill/drill.ts';

export const EVIDENCE_LEVELS = ['BOOTED', 'REACHABLE', 'APPLICATION_CHECKED', 'ATTESTED'] as const;
/** What was proved of a server, the least first: it started, it answers, its application works, a person says so. */
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** A level, with what proves it and when that was seen. */
export interface Evidence {
  level: EvidenceLevel;
  source: string;
  at: Instant;
}

/** What proves of a server that it works; null where it did not get so far. One that is to stay stopped has not booted. */
export function evidenceOf({ verified, verifiedAt }: Server): Evidence | null {
  if (verified !== 'STATUS_CHECKS' || verifiedAt === undefined) return null;
  return { level: 'BOOTED', source: STATUS_CHECKS, at: verifiedAt };
}

/** What is proved of a whole drill is what is proved of each of its servers. */
export function evidenceOfAll({ servers }: Drill): EvidenceLevel | null {
  const levels = Object.values(servers).map((server) => evidenceOf(server)?.level ?? null);
  return levels.reduce((least, one) => (isAtLeast(one, least) ? least : one), levels[0] ?? null);
}

/** Whether a level is the asked one, or higher. Nothing is less than the least; nothing is at least nothing. */
export function isAtLeast(level: EvidenceLevel | null, requested: EvidenceLevel | null): boolean {
  return rank(level) >= rank(requested);
}

function rank(level: EvidenceLevel | null): number {
  return level === null ? -1 : EVIDENCE_LEVELS.indexOf(level);
}

const STATUS_CHECKS = 'EC2: both status checks of the running instance';
