import type { Check } from '../drill/checks/check.ts';
import { isInScope } from '../drill/checks/checkTargets.ts';
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
 * The evidence that a server of a drill works; null when it did not get that far. A server configured to stay stopped
 * never boots. Only a check that has passed on all of its servers proves something for each of them.
 */
export function evidenceOf(drill: Pick<Drill, 'checks'>, sourceServerId: string, server: Server): Evidence | null {
  const { verified, verifiedAt, lost } = server;
  if (verified !== 'STATUS_CHECKS' || verifiedAt === undefined) return null;
  const booted: Evidence = { level: 'BOOTED', source: STATUS_CHECKS, at: verifiedAt };
  if (lost !== undefined) return booted;
  const checks = (drill.checks ?? []).filter((check) => isInScope(check, sourceServerId, server));
  return attestationIn(checks) ?? highestIn(checks) ?? booted;
}

/** Every verdict that the drill wanted was given, and says that the application works. */
function attestationIn(checks: readonly Check[]): Evidence | undefined {
  const verdicts = checks.filter(({ kind }) => kind === 'VERDICT');
  if (verdicts.length === 0 || !verdicts.every(({ state }) => state === 'PASSED')) return undefined;
  return byChecks('ATTESTED', 'Verdicts', verdicts);
}

function highestIn(checks: readonly Check[]): Evidence | undefined {
  const passed = checks.filter(({ state }) => state === 'PASSED');
  const judging = passed.filter((check) => isOfApplication(check) && check.kind !== 'VERDICT');
  if (judging.length > 0) return byChecks('APPLICATION_CHECKED', 'Checks', judging);
  const reaching = passed.filter(({ kind }) => kind === 'HTTP' || kind === 'TCP');
  return reaching.length > 0 ? byChecks('REACHABLE', 'Checks', reaching) : undefined;
}

/** It has looked at what the application does, and not only whether something answers. */
function isOfApplication(check: Check): boolean {
  return check.kind === 'SSM' || check.kind === 'LAMBDA' || (check.kind === 'HTTP' && check.bodyPattern !== undefined);
}

function byChecks(level: EvidenceLevel, what: string, checks: readonly Check[]): Evidence {
  const at = Math.max(...checks.map(({ decidedAt = 0 }) => decidedAt));
  return { level, source: `${what}: ${checks.map(({ name }) => name).join(', ')}`, at };
}

/** A whole drill has the lowest level of its required servers. */
export function evidenceOfAll(drill: Drill): EvidenceLevel | null {
  const levels = requiredServers(drill).map(([id, server]) => evidenceOf(drill, id, server)?.level ?? null);
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
