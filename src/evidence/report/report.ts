import type { CheckState } from '../../drill/checks/check.ts';
import type { CheckTerms } from '../../drill/checks/checkTerms.ts';
import type { ObjectivesVerdict } from '../../drill/clocks.ts';
import type { Cleanup, GoneProof, LaunchResult, Outcome, Phase, PointUsed, Site, Verified } from '../../drill/drill.ts';
import type { Quantities } from '../../drill/forecast.ts';
import type { World } from '../../drill/world.ts';
import type { EvidenceLevel } from '../../history/evidence.ts';
import type { Difference } from '../diff/difference.ts';

export const REPORT_FORMAT = 'drs-drill/report/1';

/**
 * What a drill has shown, and what it has not, for people who were not there. Times are RFC 3339 in UTC; null means
 * that something was not measured or does not apply.
 */
export interface Report {
  format: typeof REPORT_FORMAT;
  /** False while the drill may still change: then nothing in it is settled. */
  final: boolean;
  identity: Identity;
  test: { type: TestType | null; basis: string; purpose: string };
  authority: Authority;
  people: { participants: Person[]; observers: Person[] };
  scope: Scope;
  preflight: Preflight;
  timeline: Happening[];
  servers: ServerReported[];
  objectives: ObjectivesReported;
  /** From the request until all required checks had passed; null: the drill has no checks. */
  timeToChecked: Clock | null;
  evidenceLevel: EvidenceLevel | null;
  checks: CheckReported[];
  hold: HoldReported;
  deviations: Deviation[];
  cleanup: CleanupReported;
  verdict: Verdict;
  lessons: Lesson[];
  remarks: { at: string; by: string; text: string }[];
  quantities: Quantities | null;
  cost: CostReported | null;
  /** Compared with the newest drill of the plan before it that has passed; null without one. */
  comparison: Difference | null;
  integrity: IntegrityReported;
  /** What this report does not show, in sentences. */
  limits: string[];
  appendix: Clause[];
}

export interface Identity {
  drillId: string;
  /** The id of the deployment: account, Region, stage and a random part. */
  deployment: string;
  product: { name: string; version: string };
  /** SIMULATED: nothing of it took place on AWS. Null: nothing has answered. */
  world: World | null;
  site: Site;
  plan: { name: string; version: number; hash: string } | null;
  schedule: { name: string; scheduledAt: string } | null;
  recoveryPlan: string | null;
  changeReference: string | null;
  /** SHA-256 of the canonical JSON of the request as it was given. */
  requestHash: string | null;
  tags: Record<string, string>;
}

/** COMPONENT: one server. PARTIAL: some of the site's servers. FULL: all that were known. */
export type TestType = 'DRY_RUN' | 'COMPONENT' | 'PARTIAL' | 'FULL';

export interface Authority {
  requestedBy: string;
  requestedAt: string;
  /** What people did to the running drill: extended or ended its hold, cancelled it, gave a verdict. */
  steered: { at: string; by: string; what: string }[];
  waived: { check: string; sourceServerId: string | null; reason: string; by: string }[];
  acknowledged: { at: string; by: string; reason: string; sourceServerIds: string[] }[];
}

export interface Person {
  name: string;
  role: string | null;
  notedBy: string;
  notedAt: string;
  text: string;
}

export interface Scope {
  waves: {
    wave: number;
    /** How its servers were chosen. */
    chosen: 'NAMED' | 'BY_TAG' | 'RANDOM_SAMPLE' | 'STALEST_SAMPLE';
    optional: boolean;
    sourceServerIds: string[];
  }[];
  /** How many servers the choice was made from, null when all were named; and the seed of a random sample. */
  candidates: number | null;
  seed: number | null;
}

export interface Preflight {
  /** Null: it was not completed. */
  passed: boolean | null;
  failures: { check: string; sourceServerId: string | null; message: string }[];
  waived: string[];
  warnings: { check: string; sourceServerId: string | null; message: string }[];
}

export const CLOCK_NAMES = ['drs-drill', 'DRS', 'EC2'] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

/** Something that happened, with where its time comes from. */
export interface Happening {
  at: string;
  /** A sentence. */
  what: string;
  /** Whose clock. */
  source: ClockName;
  sourceServerId: string | null;
  /** The number of the journal entry that says it. */
  seq: number;
}

/** A measure between two moments of named clocks. `seconds` is the upper bound. */
export interface Clock {
  seconds: number | null;
  atLeastSeconds: number | null;
  from: { at: string; source: string } | null;
  to: { at: string; source: string } | null;
  notBefore: { at: string; source: string } | null;
  /** Why it was not measured. */
  reason: string | null;
}

export interface ServerReported {
  sourceServerId: string;
  hostname: string | null;
  wave: number;
  required: boolean;
  /** At the first inspection. */
  replicationState: string | null;
  replicationLagSeconds: number | null;
  jobId: string | null;
  instanceId: string | null;
  volumeIds: string[];
  result: LaunchResult | null;
  error: string | null;
  launchedAt: string | null;
  verified: Verified | null;
  verifiedAt: string | null;
  lost: { state: string | null; at: string | null; reason: string | null } | null;
  recoveryPoint: { kind: PointUsed['kind']; at: string | null; snapshotId: string | null } | null;
  launchSettings: LaunchSettings | null;
  /** From the creation of its job; see `Clock`. */
  clocks: { recoveryTime: Clock; recoveryPoint: Clock; launch: Clock };
  stages: {
    snapshotSeconds: number | null;
    conversionSeconds: number | null;
    launchSeconds: number | null;
    bootSeconds: number | null;
  };
  objectives: ObjectivesVerdict | null;
  evidenceLevel: EvidenceLevel | null;
  /** It was launched, seen working, up until its hold ended, and proved gone. */
  passed: boolean | null;
  terminationAcceptedAt: string | null;
  gone: { proof: GoneProof; at: string; volumes: string } | null;
}

/** What a server was launched as, by the settings of the newest inspection before. Null: AWS did not say. */
export interface LaunchSettings {
  instanceType: string | null;
  volumes: { volumeType: string | null; gigabytes: number | null }[] | null;
  network: { subnetIds: string[]; securityGroupIds: string[] } | null;
  /** STARTED, or STOPPED: then it is launched, and not booted. */
  disposition: string;
}

export interface ObjectivesReported {
  recoveryTimeSeconds: number | null;
  recoveryPointSeconds: number | null;
  verdict: ObjectivesVerdict | null;
  why: string | null;
  /** The drill as a whole, over its required servers. */
  recoveryTime: { seconds: number | null; atLeastSeconds: number | null };
}

export interface CheckReported {
  name: string;
  /** LAUNCH_ACTION: the post-launch actions of DRS, which no request names. */
  kind: CheckTerms['kind'] | 'LAUNCH_ACTION';
  required: boolean;
  state: CheckState;
  because: string | null;
  by: string | null;
  evidenceUrl: string | null;
  beganAt: string | null;
  decidedAt: string | null;
  control: boolean;
  counts: Record<string, number>;
  /** Every server with its result and the SHA-256 of its outputs, from the journal. */
  servers: { sourceServerId: string; state: CheckState; because: string; outputs: string[] }[];
  /** The SHA-256 of what its function answered; null when nothing was kept. */
  output: string | null;
}

export interface HoldReported {
  plannedSeconds: number;
  beganAt: string | null;
  endedAt: string | null;
  heldSeconds: number | null;
  endedBy: string | null;
  extensions: { at: string; by: string; until: string; inForce: boolean }[];
}

/** Something that did not go as planned. */
export interface Deviation {
  at: string;
  kind: 'FAILED' | 'LOST' | 'RETRIED' | 'WAITED' | 'DEGRADED' | 'CANCELLED' | 'YIELDED' | 'LEAKED' | 'QUARANTINED';
  sourceServerId: string | null;
  what: string;
  /** The words of DRS, EC2 or another service; null when they said nothing. */
  inTheirWords: string | null;
}

export interface CleanupReported {
  state: Cleanup;
  /** From the beginning of the cleanup, which ends the hold, to the last proof; null: it is not clean. */
  secondsToLastProof: number | null;
  proofs: { sourceServerId: string; instanceId: string | null; volumeIds: string[]; proof: GoneProof; at: string }[];
  leaks: { at: string; sourceServerIds: string[]; standing: Record<string, string> }[];
  /** What the guard did: it is outside the journal. */
  guard: { at: string; note: Record<string, unknown> }[];
}

export const COMPUTED = ['PASSED', 'PASSED_WITH_CONDITIONS', 'FAILED'] as const;
export type Computed = (typeof COMPUTED)[number];

export interface Verdict {
  phase: Phase;
  /** Null while the drill runs. */
  endedAt: string | null;
  outcome: Outcome | null;
  /** Follows from the facts alone. Null while the drill runs. */
  computed: Computed | null;
  why: string | null;
  /** Why it is no plain pass: waivers, failed optional parts, findings, acknowledged leaks, a simulated world. */
  conditions: string[];
  /** What people have judged, apart from the computed verdict. */
  attestations: { at: string; by: string; accepted: boolean; text: string }[];
  nextDueAt: string | null;
  retest: { drillId: string; outcome: Outcome | null } | null;
}

export interface Lesson {
  at: string;
  by: string;
  text: string;
  trackerUrl: string | null;
}

export interface CostReported {
  currency: string;
  amount: { atLeast: number; atMost: number } | null;
  pricesPublishedAt: string;
  pricesReadAt: string;
  notPriced: string[];
}

export interface IntegrityReported {
  entries: number;
  journalHash: string | null;
  recordHash: string | null;
  chainedFromSeq: number | null;
  /** The first contradiction in the chain, or between journal and record; null: none. */
  contradiction: string | null;
  notes: number;
  lastNoteHash: string | null;
  /** They are listed, and not chained. */
  guardNotes: number;
}

/** A clause that asks for something, where this report has something of it, and what is not shown. */
export interface Clause {
  source: string;
  asks: string;
  shownIn: string[];
  notShown: string;
}
