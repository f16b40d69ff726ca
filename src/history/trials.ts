import { ERROR_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { ObjectivesVerdict } from '../drill/clocks.ts';
import type { Drill, GoneProof, Instant, LaunchResult, Outcome, Server, Site, Verified } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { type FailedBy, failedBy, refusedByDrs } from '../drill/failedBy.ts';
import { isUndone } from '../drill/launching/launchActions.ts';
import type { World } from '../drill/world.ts';
import { isAtFault } from './atFault.ts';
import { serverChecksTime } from './checksTime.ts';
import type { EvidenceLevel } from './evidence.ts';
import { holdOverrun } from './overrun.ts';
import { type ServerReport, serverReports } from './serverReports.ts';
import { leastStages, NO_STAGES, type Stages, stagesOf } from './stages.ts';
import { isCutShort, isStopped } from './stopped.ts';
import { durationsOf, hasPassed, lossOf, objectiveMeasures, provedOf } from './trialMeasures.ts';

/** One source server in one drill. Measures are null when not taken, or not known while the drill runs. */
export interface Trial {
  sourceServerId: string;
  drillId: string;
  site: Site;
  recoveryPlan: string | null;
  requestedAt: Instant;
  endedAt: Instant | null;
  outcome: Outcome | null;
  /** The world of its answers; absent when nothing answered, and in trials of an earlier version. */
  world?: World;
  /** The evidence for it; absent when there is none. */
  evidence?: EvidenceLevel;
  /** It was launched, seen working, up until its hold ended, and proved gone. An acknowledgement is no proof. */
  passed: boolean | null;
  /**
   * It was not launched, or not checked, for a reason outside the server: a check, the lever, a safeguard, a cancel, a
   * real recovery, a hard stop.
   */
  stopped: boolean;
  result: LaunchResult | null;
  verified: Verified | null;
  verificationFailed: boolean;
  /** Its instance stopped being what was verified before its hold ended. If that is unknown, the state is null. */
  lost: boolean;
  lostState: string | null;
  lostAt: Instant | null;
  lostReason: string | null;
  /**
   * It works, but its drill ended before its post-launch actions had succeeded, which says nothing about it. Absent
   * otherwise.
   */
  actionsUndone?: true;
  /** Why it failed, in DRS's words or ours, and when. At most ERROR_CHARACTERS_MAX. */
  error: string | null;
  failedAt: Instant | null;
  /** It kept its drill from proving it, and samples leave it out for a while. Absent in trials that were read again. */
  atFault?: true;
  /** Who reported it. DRILL says nothing about the server. */
  failedBy: FailedBy | null;
  jobId: string | null;
  instanceId: string | null;
  gone: GoneProof | null;
  /** The upper bound, and the lower bound when only looks show when it began to work. */
  recoveryTimeSeconds: number | null;
  recoveryTimeAtLeastSeconds: number | null;
  recoveryPointSeconds: number | null;
  /** Whether it met the drill's objectives; null when the drill had none. */
  objectives: ObjectivesVerdict | null;
  holdOverrunSeconds: number | null;
  stages: Stages;
  /**
   * From LAUNCH_END in the job log (DRS's clock), else from when it was found (ours), until it was lost (EC2's or ours)
   * or proved gone (ours).
   */
  instanceSeconds: number | null;
  /**
   * The lower bound: until it was lost according to EC2, DRS accepted its termination, or it was seen working. Time
   * that only the product's own outage has added is left out. Absent in trials of an earlier version.
   */
  instanceSecondsAtLeast?: number | null;
  /**
   * From the job's creation to LAUNCH_END (DRS's clock), and from the accepted termination to the proof (our clock).
   */
  launchDurationSeconds: number | null;
  terminationDurationSeconds: number | null;
  /** From the inspection before the launch: DRS's name for it, and whether DRS knows it. Null without an inspection. */
  hostname: string | null;
  inspectedAt: Instant | null;
  exists: boolean | null;
}

/** What is known of each server's trial when its drill begins. */
export function begunTrials(drill: Drill): Trial[] {
  return Object.keys(drill.servers).map((sourceServerId) => begun(drill, sourceServerId));
}

/** The results of an ended drill for each of its servers, from its final record and its whole journal. */
export function endedTrials(drill: Drill, journal: readonly JournalEntry[]): Trial[] {
  const report = serverReports(journal);
  const refused = refusedByDrs(journal);
  const isCut = isCutShort(drill, journal);
  return Object.entries(drill.servers).map(([sourceServerId, server]) =>
    ended(drill, journal, sourceServerId, server, report.get(sourceServerId) ?? { steps: {} }, { refused, isCut }),
  );
}

/** The stages of a trial, without time that only the product's own outage has added. */
export function stagesAtLeast({ stages, recoveryTimeSeconds, recoveryTimeAtLeastSeconds }: Trial): Stages {
  return leastStages(stages, { atMost: recoveryTimeSeconds, atLeast: recoveryTimeAtLeastSeconds });
}

/** Whether DRS knew the server. An id without any look may be mistyped or of another Region, and gets no line. */
export function wasSeen({ exists }: Trial): boolean {
  return exists === true;
}

function begun(drill: Drill, sourceServerId: string): Trial {
  return {
    sourceServerId,
    drillId: drill.drillId,
    site: { accountId: drill.site.accountId, region: drill.site.region },
    recoveryPlan: drill.terms.recoveryPlan ?? null,
    requestedAt: drill.requestedAt,
    endedAt: null,
    outcome: null,
    passed: null,
    stopped: false,
    result: null,
    verified: null,
    verificationFailed: false,
    lost: false,
    lostState: null,
    lostAt: null,
    lostReason: null,
    error: null,
    failedAt: null,
    failedBy: null,
    jobId: null,
    instanceId: null,
    gone: null,
    recoveryTimeSeconds: null,
    recoveryTimeAtLeastSeconds: null,
    recoveryPointSeconds: null,
    objectives: null,
    holdOverrunSeconds: null,
    stages: NO_STAGES,
    instanceSeconds: null,
    instanceSecondsAtLeast: null,
    launchDurationSeconds: null,
    terminationDurationSeconds: null,
    hostname: null,
    inspectedAt: null,
    exists: null,
  };
}

function ended(
  drill: Drill,
  journal: readonly JournalEntry[],
  sourceServerId: string,
  server: Server,
  report: ServerReport,
  { refused, isCut }: { refused: ReadonlySet<string>; isCut: boolean },
): Trial {
  const launch = server.launch === undefined ? undefined : drill.launches[server.launch];
  const stopped = isStopped(drill, server, { isRefused: refused.has(sourceServerId), isCut });
  return {
    ...begun(drill, sourceServerId),
    endedAt: drill.phaseAt,
    outcome: drill.outcome ?? null,
    ...provedOf(drill, sourceServerId, server),
    passed: hasPassed(server),
    stopped,
    ...(isAtFault(server, { stopped, checkFailed: report.checkFailed === true }) && { atFault: true as const }),
    result: server.result ?? null,
    verified: server.verified ?? null,
    verificationFailed: server.verificationFailed ?? false,
    ...lossOf(server),
    ...(isUndone(server) && { actionsUndone: true as const }),
    error: report.error === undefined ? null : cut(report.error),
    failedAt: report.failedAt ?? null,
    failedBy: failedBy(server, launch?.jobId, refused.has(sourceServerId)),
    jobId: launch?.jobId ?? null,
    instanceId: server.instanceId ?? null,
    gone: server.gone ?? null,
    ...objectiveMeasures(drill, sourceServerId),
    holdOverrunSeconds: holdOverrun(drill, journal, sourceServerId),
    stages: { ...stagesOf(report.steps, server.verifiedAt), checks: serverChecksTime(drill, sourceServerId, report) },
    ...durationsOf(server, report, launch),
    hostname: report.hostname ?? null,
    inspectedAt: report.inspectedAt ?? null,
    exists: report.exists ?? null,
  };
}

/** Not between the halves of a surrogate pair, which DynamoDB does not accept. */
function cut(text: string): string {
  return text.slice(0, ERROR_CHARACTERS_MAX).replace(/[\ud800-\udbff]$/, '');
}
