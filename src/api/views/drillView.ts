import { SECOND_MS } from '../../drill/bounds.ts';
import { timeToChecked } from '../../drill/checks/checkedTime.ts';
import { objectivesOf, recoveryPoint, recoveryTime } from '../../drill/clocks.ts';
import type { Drill, Launch, RecoveryPointChoice, Server, Wave } from '../../drill/drill.ts';
import type { Quantities } from '../../drill/forecast.ts';
import { waitOf, waitOfQuarantined } from '../../drill/waits.ts';
import { time } from '../../evidence/time.ts';
import type { PriceList } from '../../history/cost.ts';
import { evidenceOf, evidenceOfAll } from '../../history/evidence.ts';
import type { DrillDocument } from '../openapi/drillDocuments.ts';
import { checksView } from './checksView.ts';
import { takesView } from './forecastView.ts';
import { holdChecksView } from './holdChecksView.ts';
import { launchActionsView } from './launchActionsView.ts';
import { measureView } from './measureView.ts';
import { waitView } from './waitView.ts';

/** The response of GET /v1/drills/{drillId}. Times are RFC 3339; values not measured or not applicable are null. */
export type DrillView = DrillDocument;

/**
 * The document of a drill, with the violation for which it was quarantined, if any; what it has used, once it is
 * counted; and the prices of its Region, if they are known.
 */
export function drillView(
  { drill, quarantined }: { drill: Drill; quarantined: string | null },
  { used, prices }: { used?: Quantities | undefined; prices?: PriceList | undefined } = {},
): DrillDocument {
  return {
    drillId: drill.drillId,
    phase: drill.phase,
    phaseSince: time(drill.phaseAt),
    outcome: drill.outcome ?? null,
    objectives: drill.phase === 'ENDED' ? objectivesOf(drill) : null,
    why: drill.why ?? null,
    cleanup: drill.cleanup,
    world: drill.world ?? null,
    evidenceLevel: evidenceOfAll(drill),
    quarantined,
    ...{ contradiction: null, evidence: null },
    site: { accountId: drill.site.accountId, region: drill.site.region },
    requestedBy: drill.requestedBy,
    requestedAt: time(drill.requestedAt),
    updatedAt: time(drill.at),
    endedAt: drill.phase === 'ENDED' ? time(drill.phaseAt) : null,
    cancelledBy: drill.cancelledBy ?? null,
    terms: { ...drill.terms, recoveryPoint: choiceView(drill.terms.recoveryPoint) },
    plan: drill.plan ?? null,
    schedule: drill.schedule ? { ...drill.schedule, scheduledAt: time(drill.schedule.scheduledAt) } : null,
    givenHash: drill.givenHash ?? null,
    ...checksView(drill),
    realRecoveries: recoveriesView(drill),
    ...waitView(quarantined === null ? waitOf(drill, drill.at) : waitOfQuarantined(drill, quarantined)),
    ...leakView(drill),
    ...{ hold: holdView(drill), checks: holdChecksView(drill), timeToChecked: timeToCheckedView(drill) },
    hardStopAt: time(drill.hardStop?.at),
    ...takesView(drill.forecast, drill.forecast?.quantities ?? used, prices),
    waves: drill.waves.map((wave, index) => waveView(drill, wave, index)),
    launches: drill.launches.map((launch, index) => launchView(drill, launch, index)),
    servers: Object.entries(drill.servers).map(([id, server]) => serverView(drill, id, server)),
    links: links(drill.drillId),
  };
}

function recoveriesView({ recoveries }: Drill): DrillDocument['realRecoveries'] {
  return Object.entries(recoveries).map(([jobId, { servers, state, completedAt, released }]) => ({
    jobId,
    state,
    sourceServerIds: servers,
    endedAt: time(completedAt),
    released: released ?? false,
  }));
}

/** What an operator needs to know to clean up what is left. */
function leakView({ standing = {}, whyStanding = {}, terminationRefused }: Drill) {
  const leftStanding = Object.entries(standing).map(([sourceServerId, what]) => {
    const { isProtected = false, failback = null, lastWords = null } = whyStanding[sourceServerId] ?? {};
    return { sourceServerId, what, isProtected, failback, lastWords };
  });
  return { leftStanding, terminationRefused: terminationRefused ?? null };
}

function choiceView(choice: RecoveryPointChoice): DrillDocument['terms']['recoveryPoint'] {
  return choice.type === 'AT_OR_BEFORE' ? { type: choice.type, at: time(choice.at) } : choice;
}

function holdView(drill: Drill): DrillDocument['hold'] {
  const { holdBeganAt: beganAt, holdEndedAt: endedAt } = drill;
  return {
    seconds: drill.terms.holdSeconds,
    beganAt: time(beganAt),
    until: time(drill.holdUntil),
    extensionRequestedUntil: time(drill.holdWanted),
    extendedBy: drill.holdExtendedBy ?? null,
    endedAt: time(endedAt),
    endedBy: drill.holdEndedBy ?? null,
    heldSeconds: beganAt === undefined || endedAt === undefined ? null : (endedAt - beganAt) / SECOND_MS,
  };
}

function waveView(drill: Drill, wave: Wave, index: number): DrillDocument['waves'][number] {
  const mine = Object.entries(drill.servers).filter(([, server]) => server.wave === index);
  return {
    wave: index + 1,
    state: wave.state,
    beganAt: time(wave.beganAt),
    deadlineAt: time(wave.deadlineAt),
    sourceServerIds: mine.map(([id]) => id),
  };
}

function launchView(drill: Drill, launch: Launch, index: number): DrillDocument['launches'][number] {
  const mine = Object.entries(drill.servers).filter(([, server]) => server.launch === index);
  return {
    wave: launch.wave + 1,
    state: launch.state,
    jobId: launch.jobId ?? null,
    createdAt: time(launch.createdAt),
    endedAt: time(launch.endedAt),
    sourceServerIds: mine.map(([id]) => id),
  };
}

function serverView(drill: Drill, sourceServerId: string, server: Server): DrillDocument['servers'][number] {
  const launch = server.launch === undefined ? undefined : drill.launches[server.launch];
  return {
    sourceServerId,
    wave: server.wave + 1,
    jobId: launch?.jobId ?? null,
    reported: server.reported ?? false,
    result: server.result ?? null,
    error: server.error ?? null,
    instanceId: server.instanceId ?? null,
    launchedAt: time(server.launchedAt),
    verified: server.verified ?? null,
    verifiedAt: time(server.verifiedAt),
    verificationFailed: server.verificationFailed ?? false,
    lost: server.lost ? { ...server.lost, lostAt: time(server.lost.lostAt) } : null,
    launchActions: launchActionsView(drill, sourceServerId, server),
    evidence: evidenceView(drill, sourceServerId, server),
    pointUsed: pointView(drill, server),
    replicationLagSeconds: server.lagSeconds ?? null,
    recoveryTime: measureView(recoveryTime(drill, sourceServerId)),
    recoveryPoint: measureView(recoveryPoint(drill, sourceServerId)),
    terminationAcceptedAt: time(server.terminationAt),
    unproven: server.unproven ?? null,
    reportedGone: server.reportedGone ?? false,
    gone: server.gone ?? null,
    links: serverLinks(sourceServerId, server),
  };
}

function evidenceView(drill: Drill, id: string, server: Server): DrillDocument['servers'][number]['evidence'] {
  const evidence = evidenceOf(drill, id, server);
  return evidence && { ...evidence, at: time(evidence.at) };
}

function timeToCheckedView(drill: Drill): DrillDocument['timeToChecked'] {
  const measured = timeToChecked(drill);
  return measured && measureView(measured);
}

/** The record truncates errors; the server's finding has the full text once the drill has ended. */
function serverLinks(sourceServerId: string, { error }: Server): Record<string, string> {
  const self = `/v1/servers/${sourceServerId}`;
  return { self, drills: `${self}/drills`, ...(error === undefined ? {} : { finding: self }) };
}

function pointView({ requestedAt }: Drill, { point }: Server) {
  if (point === undefined) return null;
  const isOlder = point.at !== undefined && point.at <= requestedAt;
  const ageSeconds = isOlder ? (requestedAt - (point.at ?? requestedAt)) / SECOND_MS : null;
  return { kind: point.kind, at: time(point.at), ageSeconds, snapshotId: point.snapshotId ?? null };
}

function links(drillId: string) {
  const self = `/v1/drills/${drillId}`;
  return {
    self,
    journal: `${self}/journal`,
    notes: `${self}/notes`,
    report: `${self}/report`,
    cancel: `${self}/cancel`,
    hold: `${self}/hold`,
    endHold: `${self}/hold/end`,
    acknowledgeLeak: `${self}/leak/acknowledge`,
    drills: '/v1/drills',
  };
}
