import type { CheckState } from '../../drill/checks/check.ts';
import type { ObjectivesVerdict } from '../../drill/clocks.ts';
import type { Cleanup, GoneProof, Outcome } from '../../drill/drill.ts';
import type { World } from '../../drill/world.ts';
import type { EvidenceLevel } from '../../history/evidence.ts';
import type { DifferentPart } from '../diff/difference.ts';
import type { Computed, Deviation, Scope, TestType } from '../report/report.ts';

/** How the terms of a report are said to people who do not know drs-drill. */
export const COMPUTED_SAID: Record<Computed, string> = {
  PASSED: 'Passed',
  PASSED_WITH_CONDITIONS: 'Passed with conditions',
  FAILED: 'Failed',
};

export const OUTCOME_SAID: Record<Outcome, string> = {
  PASSED: 'the drill passed',
  FAILED: 'the drill failed',
  OBJECTIVE_MISSED: 'an objective was missed',
  REJECTED: 'rejected before anything was launched',
  CANCELLED: 'cancelled by a person',
  YIELDED: 'gave way to a real recovery',
  READY: 'a dry run: every check before a launch passed, and nothing was launched',
};

export const WORLD_SAID: Record<World, string> = {
  REAL: 'REAL: AWS itself answered this drill.',
  SIMULATED: 'SIMULATED: nothing of this took place on AWS. It proves nothing about real servers.',
};

export const NO_WORLD = 'World unknown: nothing has answered this drill.';

export const TEST_SAID: Record<TestType, string> = {
  DRY_RUN: 'Dry run: nothing was launched',
  COMPONENT: 'Component test: one server',
  PARTIAL: 'Partial test: some servers of the site',
  FULL: 'Full test: all known servers of the site',
};

export const EVIDENCE_SAID: Record<EvidenceLevel, string> = {
  BOOTED: 'the machine started',
  REACHABLE: 'it answered on the network',
  APPLICATION_CHECKED: 'the application was checked',
  ATTESTED: 'a person confirmed that the application works',
};

export const CLEANUP_SAID: Record<Cleanup, string> = {
  NOT_NEEDED: 'Nothing was launched, so nothing had to be removed.',
  PENDING: 'The removal of the drill instances has not begun.',
  RUNNING: 'The removal of the drill instances is not complete.',
  CLEAN: 'Every instance and volume of this drill is proved gone.',
  LEAKED: 'Not everything that this drill launched is proved gone.',
};

export const PROOF_SAID: Record<GoneProof, string> = {
  TERMINATED: 'EC2 reported the instance terminated, and a look found none of its volumes',
  NEVER_EXISTED: 'the job log shows that no instance was made, and a look found no volume',
  ABSENT_TWICE: 'two looks found neither an instance nor a volume, the later one well after the job',
  ACKNOWLEDGED: 'not proved: a person took responsibility',
};

export const OBJECTIVES_SAID: Record<ObjectivesVerdict, string> = {
  MET: 'met',
  MISSED: 'missed',
  UNDECIDED: 'undecided',
};

export const CHECK_SAID: Record<CheckState, string> = {
  WAITING: 'waiting',
  RUNNING: 'running',
  PASSED: 'passed',
  FAILED: 'failed',
  TIMED_OUT: 'no result in time',
  NOT_RUN: 'not run',
};

export const DEVIATION_SAID: Record<Deviation['kind'], string> = {
  FAILED: 'failed',
  LOST: 'lost',
  RETRIED: 'repeated',
  WAITED: 'waited',
  DEGRADED: 'degraded',
  CANCELLED: 'cancelled',
  YIELDED: 'gave way',
  LEAKED: 'leaked',
  QUARANTINED: 'quarantined',
};

export const CHOSEN_SAID: Record<Scope['waves'][number]['chosen'], string> = {
  NAMED: 'named in the request',
  BY_TAG: 'by their tags',
  RANDOM_SAMPLE: 'a random sample of those with the tags',
  STALEST_SAMPLE: 'of those with the tags, those that were proved the longest ago or never',
};

export const PART_SAID: Record<DifferentPart['part'], string> = {
  PLAN: 'Plan and request',
  SERVERS: 'Servers',
  LAUNCH_SETTINGS: 'Launch settings',
  RECOVERY_POINTS: 'Recovery points',
  TIMES: 'Times',
  CHECKS: 'Checks',
  FINDINGS: 'Findings',
  QUANTITIES: 'Quantities and cost',
};

/** A term in words, with the term itself, which the JSON has: `passed (PASSED)`. */
export function saidWith<Term extends string>(words: Record<Term, string>, term: Term | null, nothing: string): string {
  return term === null ? nothing : `${words[term]} (${term})`;
}

/** A term where there is little room: `APPLICATION_CHECKED` is `application checked`. */
export function plainly(term: string): string {
  return term.toLowerCase().replaceAll('_', ' ');
}
