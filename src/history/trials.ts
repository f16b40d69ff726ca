import { ERROR_CHARACTERS_MAX } from '../drill/bounds.ts';
import type { ObjectivesVerdict } from '../drill/clocks.ts';
import type { Drill, GoneProof, Instant, LaunchResult, Outcome, Server, Site, Verified } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { type FailedBy, failedBy, refusedByDrs } from '../drill/failedBy.ts';
import { isUndone } from '../drill/launching/launchActions.ts';
import type { World } from '../drill/world.ts';
import type { EvidenceLevel } from './evidence.ts';
import { holdOverrun } from './overrun.ts';
import { type ServerReport, serverReports } from './serverReports.ts';
import { leastStages, NO_STAGES, type Stages, stagesOf } from './stages.ts';
import { isCutShort, isStopped } from './stopped.ts';
import { durationsOf, hasPassed, lossOf, objectiveMeasures, provedOf } from './trialMeasures.ts';

/** One source server in one drill. What was not measured, or is not known while the drill runs, is null. */
export interface Trial {
  sourceServerId: string;
  drillId: string;
  site: Site;
  recoveryPlan: string | null;
  requestedAt: Instant;
  endedAt: Instant | null;
  outcome: Outcome | null;
  /** Whose answers it rests on; absent when nobody has answered, and where an earlier version did not note it. */
  world?: World;
  /** What was proved of it; absent where nothing was. */
  evidence?: EvidenceLevel;
  /** It was launched, seen to work, up until its hold ended, and proved gone; a person's word is no proof. */
  passed: boolean | null;
  /** Whatever kept it from being launched, or seen to, says nothing of it: a check, the lever, a precaution, a cancel, a real recovery, a hard stop. */
  stopped: boolean;
  result: LaunchResult | null;
  verified: Verified | null;
  verificationFailed: boolean;
  /** Its instance was no longer what was verified before its hold ended, or nobody could tell: then the state is null. */
  lost: boolean;
  lostState: string | null;
  lostAt: Instant | null;
  lostReason: string | null;
  /** It works, and its drill was ended before its post-launch actions had succeeded, which says nothing of it. Absent when not. */
  actionsUndone?: true;
  /** Why it failed, as DRS or we said it, and when. At most ERROR_CHARACTERS_MAX. */
  error: string | null;
  failedAt: Instant | null;
  /** Who said so; what only the drill says is no word about the server. */
  failedBy: FailedBy | null;
  jobId: string | null;
  instanceId: string | null;
  gone: GoneProof | null;
  /** At the most; and at the least, where only looks tell when it began to work. */
  recoveryTimeSeconds: number | null;
  recoveryTimeAtLeastSeconds: number | null;
  recoveryPointSeconds: number | null;
  /** Whether it met the drill's objectives; null where the drill had none. */
  objectives: ObjectivesVerdict | null;
  holdOverrunSeconds: number | null;
  stages: Stages;
  /** From LAUNCH_END in the job log (DRS's clock), else from when it was found (ours), until it was lost (EC2's, or ours) or proved gone (ours). */
  instanceSeconds: number | null;
  /** Until EC2 says that it was lost, DRS accepted its termination, or it was seen to work: what only our absence has added is not in it. Absent in what an earlier version has kept. */
  instanceSecondsAtLeast?: number | null;
  /** From the job's creation to LAUNCH_END (both DRS's clock), and from the accepted termination to the proof (both ours). */
  launchDurationSeconds: number | null;
  terminationDurationSeconds: number | null;
  /** What the inspection before the launch saw: DRS's name for it, and whether DRS knows it at all; null when nobody looked. */
  hostname: string | null;
  inspectedAt: Instant | null;
  exists: boolean | null;
}

/** What is known of each server's trial when its drill begins. */
export function begunTrials(drill: Drill): Trial[] {
  return Object.keys(drill.servers).map((sourceServerId) => begun(drill, sourceServerId));
}

/** What an ended drill has shown of each of its servers, from its final record and its whole journal. */
export function endedTrials(drill: Drill, journal: readonly JournalEntry[]): Trial[] {
  const report = serverReports(journal);
  const refused = refusedByDrs(journal);
  const isCut = isCutShort(drill, journal);
  return Object.entries(drill.servers).map(([sourceServerId, server]) =>
    ended(drill, journal, sourceServerId, server, report.get(sourceServerId) ?? { steps: {} }, { refused, isCut }),
  );
}

/** The stages of a trial, without what only our absence has added. */
export function stagesAtLeast({ stages, recoveryTimeSeconds, recoveryTimeAtLeastSeconds }: Trial): Stages {
  return leastStages(stages, { atMost: recoveryTimeSeconds, atLeast: recoveryTimeAtLeastSeconds });
}

/** Whether DRS knew the server: what nobody has looked at may be a mistyped id, or one of another Region, and gets no line. */
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
  return {
    ...begun(drill, sourceServerId),
    endedAt: drill.phaseAt,
    outcome: drill.outcome ?? null,
    ...provedOf(drill, server),
    passed: hasPassed(server),
    stopped: isStopped(drill, server, { isRefused: refused.has(sourceServerId), isCut }),
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
    stages: stagesOf(report.steps, server.verifiedAt),
    ...durationsOf(server, report, launch),
    hostname: report.hostname ?? null,
    inspectedAt: report.inspectedAt ?? null,
    exists: report.exists ?? null,
  };
}

/** Not between the halves of a character, which DynamoDB does not take. */
function cut(text: string): string {
  return text.slice(0, ERROR_CHARACTERS_MAX).replace(/[\ud800-\udbff]$/, '');
}
