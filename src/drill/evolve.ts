import { keepActions, keepExpectedActions, noteActions } from './actionsKept.ts';
import {
  CHECK_BYTES_KEPT,
  CONVERSION_SERVERS_KEPT,
  ERROR_BYTES_KEPT,
  FAILED_CHECKS_KEPT,
  LAST_WORDS_BYTES_KEPT,
  REASON_BYTES_KEPT,
  RECOVERIES_MAX,
  SECOND_MS,
  STANDING_BYTES_KEPT,
  STANDING_SERVERS_KEPT,
  TERMINATE_JOBS_KEPT,
  WAIVED_CHECKS_KEPT,
  WARNINGS_KEPT,
} from './bounds.ts';
import {
  keepAttempt,
  keepCheckBegan,
  keepCheckDecided,
  keepCommand,
  keepServersChecked,
  keepTagged,
  keepVerdictAwaited,
  waitingChecks,
} from './checks/checksKept.ts';
import type { Drill, Instant, Launch, PastDurations, Server, Wave } from './drill.ts';
import type { EffectKey } from './effectKeys.ts';
import type { Fact, JournalEntry } from './facts.ts';
import { isRequested } from './retries.ts';
import { shortened } from './shortened.ts';
import { mixed } from './world.ts';

/** The drill after these facts. Total: a fact that does not fit changes nothing. The arguments are never modified. */
export function evolve(before: Drill | undefined, at: Instant, facts: readonly Fact[]): Drill | undefined {
  const [first, ...rest] = facts;
  if (before !== undefined) return facts.reduce((drill, fact) => apply(drill, at, fact), draftOf(before));
  if (first?.type !== 'DrillRequested') return undefined;
  return rest.reduce((drill, fact) => apply(drill, at, fact), created(at, first));
}

/** A drill is the fold of its journal. */
export function fold(entries: readonly JournalEntry[]): Drill | undefined {
  return entries.reduce<Drill | undefined>((drill, entry) => evolve(drill, entry.at, entry.facts), undefined);
}

/** A copy that `apply` may modify. */
export function draftOf(drill: Drill): Drill {
  return {
    ...drill,
    waves: drill.waves.map((wave) => ({ ...wave })),
    ...(drill.checks && { checks: drill.checks.map((check) => ({ ...check })) }),
    launches: drill.launches.map((launch) => ({ ...launch })),
    servers: copyEach(drill.servers),
    open: copyEach(drill.open),
    timers: { ...drill.timers },
    failures: { ...drill.failures },
    failedChecks: [...drill.failedChecks],
    waived: [...drill.waived],
    uninspected: [...drill.uninspected],
    recoveries: copyEach(drill.recoveries),
  };
}

/** The drill that a DrillRequested fact begins. */
export function created(at: Instant, fact: Extract<Fact, { type: 'DrillRequested' }>): Drill {
  const servers = serversOf(fact.request.waves);
  return {
    schema: 2,
    drillId: fact.drillId,
    owner: fact.owner,
    site: fact.request.site,
    requestedBy: fact.requestedBy,
    requestedAt: at,
    at,
    phase: 'REQUESTED',
    phaseAt: at,
    cleanup: 'NOT_NEEDED',
    terms: fact.request.terms,
    ...(fact.request.plan && { plan: fact.request.plan }),
    ...(fact.request.schedule && { schedule: fact.request.schedule }),
    ...(fact.givenHash !== undefined && { givenHash: fact.givenHash }),
    limits: fact.limits,
    waves: fact.request.waves.map((_, wave) => ({ state: 'WAITING', ...fact.request.waveTerms?.[wave] })),
    ...waitingChecks(fact.request.checks),
    launches: [],
    servers,
    open: {},
    effectCount: 0,
    timers: {},
    failures: {},
    wakeCount: 0,
    hardStopCount: 0,
    uninspected: Object.keys(servers),
    jobsInspected: false,
    failedChecks: [],
    failedCheckCount: 0,
    waived: [],
    terminationSize: fact.limits.serversPerJob,
    recoveries: {},
    claimed: false,
    reserved: false,
  };
}

function serversOf(waves: readonly (readonly string[])[]): Record<string, Server> {
  const servers: Record<string, Server> = {};
  for (const [wave, ids] of waves.entries()) for (const sourceServerId of ids) servers[sourceServerId] = { wave };
  return servers;
}

/** Applies one fact to a draft that the caller owns. */
export function apply(drill: Drill, at: Instant, fact: Fact): Drill {
  drill.at = Math.max(at, drill.at);
  (applications[fact.type] as (drill: Drill, fact: Fact) => void)(drill, fact);
  return drill;
}

type Applications = { [Type in Fact['type']]: (drill: Drill, fact: Extract<Fact, { type: Type }>) => void };

const applications: Applications = {
  DrillRequested: () => {},
  PhaseBegan: (drill, fact) => {
    if (drill.phase === 'HOLDING') drill.holdEndedAt ??= drill.at;
    delete drill.stuck;
    drill.phase = fact.phase;
    drill.phaseAt = drill.at;
  },
  ServersClaimed: (drill) => {
    drill.claimed = true;
  },
  ClaimsReleased: (drill) => {
    drill.claimed = false;
  },
  TurnAwaited: (drill, fact) => {
    if (fact.behind !== undefined) drill.turnBehind = fact.behind;
    if (fact.until !== undefined) drill.waitsUntil = fact.until;
  },
  TurnBehind: (drill, fact) => {
    drill.turnBehind = fact.drillIds;
  },
  ServersChosen: (drill, fact) => {
    drill.servers = serversOf(fact.waves);
    drill.uninspected = Object.keys(drill.servers);
    for (const wave of drill.waves) delete wave.choice;
  },
  ServersRecalled: (drill, { wave, sourceServerIds }) => {
    for (const id of sourceServerIds) drill.servers[id] ??= { wave };
  },
  Forecasted: (drill, fact) => {
    drill.forecast = fact.forecast;
  },
  ServersKnown: (drill) => {
    drill.serversKnown = true;
  },
  TurnTaken: (drill) => {
    drill.reserved = true;
    delete drill.turnBehind;
  },
  QuotaReleased: (drill) => {
    drill.reserved = false;
  },
  ServersInspected: (drill, fact) => {
    const seen = new Set(fact.servers.map((server) => server.sourceServerId));
    drill.uninspected = drill.uninspected.filter((id) => !seen.has(id));
    const lookedAt = fact.lookedAt ?? drill.at;
    drill.inspectedAt = Math.min(drill.inspectedAt ?? lookedAt, lookedAt);
    for (const { sourceServerId, stopped, found } of fact.servers) {
      const isFirst = drill.servers[sourceServerId]?.inspectedAt === undefined;
      if (isFirst && found.exists && found.lagSeconds !== null)
        changeServer(drill, sourceServerId, { lagSeconds: found.lagSeconds });
      if (fact.lookedAt !== undefined) changeServer(drill, sourceServerId, { inspectedAt: fact.lookedAt });
      if (stopped) changeServer(drill, sourceServerId, { stopped: true });
      else delete drill.servers[sourceServerId]?.stopped;
      keepExpectedActions(drill, sourceServerId, stopped || !found.exists ? undefined : found.launchActions);
      if (found.exists && found.pastDurations !== undefined)
        keepPastDurations(drill, sourceServerId, found.pastDurations);
    }
  },
  JobsInspected: (drill, fact) => {
    drill.jobsInspected = true;
    if (fact.lookedAt !== undefined) drill.jobsInspectedAt = fact.lookedAt;
    if (fact.crowded === true) drill.crowded = true;
  },
  RecoveryUnseen: (drill, fact) => {
    const server = drill.servers[fact.sourceServerId];
    if (server !== undefined) server.recoveryUnseenAt ??= drill.at;
  },
  ChecksFailed: (drill, fact) => {
    drill.failedCheckCount += fact.failures.length;
    const room = FAILED_CHECKS_KEPT - drill.failedChecks.length;
    drill.failedChecks.push(
      ...fact.failures.slice(0, room).map((one) => ({ ...one, message: shortened(one.message, CHECK_BYTES_KEPT) })),
    );
  },
  ChecksWaived: (drill, fact) => {
    const room = WAIVED_CHECKS_KEPT - drill.waived.length;
    drill.waived.push(
      ...fact.waivers.slice(0, room).map((one) => ({ ...one, reason: shortened(one.reason, REASON_BYTES_KEPT) })),
    );
  },
  ChecksWarned: (drill, fact) => {
    const ofAll = fact.warnings.filter(({ sourceServerId }) => sourceServerId === undefined);
    const ofServers = fact.warnings.filter(({ sourceServerId }) => sourceServerId !== undefined);
    drill.warnings = [...ofAll, ...(drill.warnings ?? []), ...ofServers].slice(0, WARNINGS_KEPT);
    drill.warningCount = (drill.warningCount ?? 0) + fact.warnings.length;
  },
  EffectRequested: (drill, { effectId, kind, key, dueAt, attempt }) => {
    drill.open[effectId] = { kind, key, requestedAt: drill.at, dueAt, attempt };
    drill.effectCount += 1;
  },
  EffectAnswered: (drill, fact) => {
    const { key, kind, dueAt = drill.at } = drill.open[fact.effectId] ?? {};
    delete drill.open[fact.effectId];
    if (key === undefined) return;
    if (kind === 'LookIntoLeak' && (fact.failed === undefined || fact.part === true))
      dropExplained(drill, dueAt, fact.answered);
    if (kind === 'Terminate') {
      // Only an answer from DRS proves that the lever let the call through.
      if (fact.failed === undefined || REFUSALS.has(fact.failed.kind)) delete drill.frozen;
      if (fact.failed === undefined) delete drill.terminationRefused;
      else if (REFUSALS.has(fact.failed.kind))
        drill.terminationRefused = shortened(fact.failed.message, CHECK_BYTES_KEPT);
    }
    if (fact.failed === undefined || fact.part === true) delete drill.failures[key];
    else drill.failures[key] = (drill.failures[key] ?? 0) + 1;
    if (fact.failed !== undefined && fact.part !== true) getStuck(drill, key, fact.failed);
    else if (drill.stuck?.key === key) delete drill.stuck;
  },
  EffectFoundTaken: (drill, fact) => {
    const open = drill.open[fact.effectId];
    if (open !== undefined) open.takenAt = fact.takenAt;
  },
  EffectWithdrawn: (drill, fact) => {
    delete drill.open[fact.effectId];
  },
  TimerSet: (drill, fact) => {
    if (fact.at === null) delete drill.timers[fact.timer];
    else drill.timers[fact.timer] = fact.at;
  },
  WakeScheduled: (drill, fact) => {
    drill.wakeCount = fact.n;
    drill.scheduledWake = { n: fact.n, at: fact.wakeAt };
  },
  WakeFired: (drill, fact) => {
    if (drill.scheduledWake?.n === fact.n) delete drill.scheduledWake;
  },
  HardStopRequested: (drill, fact) => {
    drill.hardStopCount = fact.n;
    drill.hardStopRequested = { n: fact.n, at: fact.stopAt };
  },
  HardStopArmed: (drill, fact) => {
    if (drill.hardStopRequested?.n === fact.n) delete drill.hardStopRequested;
    if (fact.stopAt > (drill.hardStop?.at ?? 0)) drill.hardStop = { n: fact.n, at: fact.stopAt };
  },
  HardStopFired: () => {},
  WavePaused: (drill, fact) => changeWave(drill, fact.wave, { waitsUntil: fact.until }),
  WaveBegan: (drill, fact) => {
    delete drill.waves[fact.wave]?.waitsUntil;
    changeWave(drill, fact.wave, { state: 'LAUNCHING', beganAt: drill.at, deadlineAt: fact.deadlineAt });
    drill.cleanup = 'PENDING';
  },
  LaunchPlanned: (drill, fact) => {
    drill.launches[fact.launch] = { wave: fact.wave, state: 'PLANNED', attempts: 0 };
    for (const id of fact.sourceServerIds) changeServer(drill, id, { launch: fact.launch });
  },
  LaunchRequested: (drill, fact) => {
    const launch = drill.launches[fact.launch];
    if (launch === undefined) return;
    launch.state = 'REQUESTED';
    launch.requestedAt ??= drill.at;
    launch.attempts += 1;
  },
  LaunchUnanswered: (drill, fact) => changeLaunch(drill, fact.launch, { unanswered: true }),
  LaunchDeferred: (drill, fact) => {
    changeLaunch(drill, fact.launch, { state: 'PLANNED' });
    delete drill.launches[fact.launch]?.unanswered;
  },
  LaunchStarted: (drill, { launch, jobId, createdAt }) =>
    changeLaunch(drill, launch, { state: 'STARTED', jobId, ...(createdAt === null ? {} : { createdAt }) }),
  LaunchDated: (drill, { launch, createdAt }) => changeLaunch(drill, launch, { createdAt }),
  LaunchVoid: (drill, fact) => changeLaunch(drill, fact.launch, { state: 'VOID' }),
  LaunchCompleted: (drill, { launch, endedAt }) =>
    changeLaunch(drill, launch, { state: 'COMPLETED', endedAt: endedAt ?? drill.at }),
  LaunchMissed: (drill, { launch, missing }) => {
    if (missing) changeLaunch(drill, launch, { missingAt: drill.at });
    else delete drill.launches[launch]?.missingAt;
  },
  LaunchLost: (drill, { launch }) => changeLaunch(drill, launch, { state: 'COMPLETED', lostAt: drill.at }),
  ServerReported: (drill, fact) => {
    changeServer(drill, fact.sourceServerId, { reported: true });
    drill.hasReceivedEvents = true;
  },
  EventReceived: (drill) => {
    drill.hasReceivedEvents = true;
  },
  ServerLaunched: (drill, fact) => {
    if (fact.ranActions === true) noteActions(drill, fact.sourceServerId);
    endLaunch(drill, fact.sourceServerId, {
      result: 'LAUNCHED',
      ...(fact.launchedAt === null ? {} : { launchedAt: fact.launchedAt }),
      ...(fact.instanceId === null ? {} : { instanceId: fact.instanceId }),
      ...(fact.usedPreviousSnapshot ? { usedPrevious: true } : {}),
    });
  },
  ServerFailed: (drill, fact) =>
    endLaunch(drill, fact.sourceServerId, {
      result: 'FAILED',
      error: shortened(fact.error, ERROR_BYTES_KEPT),
      ...(fact.instanceId === null ? {} : { instanceId: fact.instanceId }),
      ...(fact.neverExisted ? { neverExisted: true } : {}),
      ...(fact.stoppedBy === undefined ? {} : { stoppedBy: fact.stoppedBy }),
      ...(fact.conversionServerIds && {
        conversionServerIds: fact.conversionServerIds.slice(-CONVERSION_SERVERS_KEPT),
      }),
    }),
  ConversionServersNamed: (drill, { sourceServerId, conversionServerIds }) =>
    changeServer(drill, sourceServerId, { conversionServerIds: conversionServerIds.slice(-CONVERSION_SERVERS_KEPT) }),
  WaveLaunched: (drill, fact) => changeWave(drill, fact.wave, { state: 'LAUNCHED', launchedAt: drill.at }),
  InstanceFound: (drill, fact) =>
    changeServer(drill, fact.sourceServerId, { instanceId: fact.instanceId, listed: true }),
  VolumesSeen: () => {},
  InstancesNotReady: (drill, fact) => {
    for (const id of fact.sourceServerIds) changeServer(drill, id, { notReadyAt: fact.lookedAt });
  },
  ServerVerified: (drill, fact) =>
    changeServer(drill, fact.sourceServerId, { verified: fact.verified, verifiedAt: drill.at }),
  LaunchActionsSeen: (drill, { sourceServerIds, reported }) => {
    for (const id of sourceServerIds) {
      const actions = drill.servers[id]?.actions;
      if (actions !== undefined) changeServer(drill, id, { actions: { ...actions, lookedAt: drill.at } });
    }
    for (const one of reported) keepActions(drill, one);
  },
  ServerVerificationFailed: (drill, fact) =>
    changeServer(drill, fact.sourceServerId, {
      verificationFailed: true,
      error: shortened(fact.reason, REASON_BYTES_KEPT),
      ...(fact.verified === null ? {} : { verified: fact.verified }),
    }),
  PointUsed: (drill, fact) => changeServer(drill, fact.sourceServerId, { point: fact.point }),
  InstanceReportedDown: (drill, { sourceServerId, downAt }) => {
    changeServer(drill, sourceServerId, { suspect: true });
    const server = drill.servers[sourceServerId];
    if (server !== undefined && downAt !== null) server.downAt ??= downAt;
    drill.hasReceivedEvents = true;
  },
  ServersSeenUp: (drill, fact) => dropHints(drill, fact.sourceServerIds, ['suspect', 'downAt']),
  SuspectsUnreported: (drill, fact) => dropHints(drill, fact.sourceServerIds, ['suspect']),
  ServersHeld: (drill, fact) => {
    for (const id of fact.sourceServerIds) changeServer(drill, id, { held: true });
    dropHints(drill, fact.sourceServerIds, ['suspect', 'downAt']);
  },
  ServersLost: (drill, fact) => {
    for (const { sourceServerId, state, lostAt, reason } of fact.servers) {
      const kept = reason === null ? null : shortened(reason, REASON_BYTES_KEPT);
      changeServer(drill, sourceServerId, { lost: { state, lostAt, reason: kept } });
      dropHints(drill, [sourceServerId], ['suspect', 'downAt', 'held']);
    }
  },
  HoldBegan: (drill, fact) => {
    drill.holdUntil = fact.until;
    drill.holdBeganAt = drill.at;
  },
  HoldExtensionRequested: (drill, fact) => {
    drill.holdWanted = fact.until;
    drill.holdWantedBy = fact.by;
  },
  HoldExtended: (drill, fact) => {
    drill.holdUntil = fact.until;
    if (drill.holdWantedBy !== undefined) drill.holdExtendedBy = drill.holdWantedBy;
    forgetExtension(drill);
  },
  HoldExtensionFailed: forgetExtension,
  HoldEnded: (drill, fact) => {
    drill.holdEndedAt = drill.at;
    if (fact.by !== null) drill.holdEndedBy = fact.by;
    forgetExtension(drill);
  },
  CheckedServersSeen: keepTagged,
  CheckBegan: keepCheckBegan,
  ServersChecked: keepServersChecked,
  AttemptFailed: keepAttempt,
  CommandSent: keepCommand,
  VerdictAwaited: keepVerdictAwaited,
  CheckDecided: keepCheckDecided,
  CancelRequested: (drill, fact) => {
    drill.cancelledBy = fact.by;
    if (drill.phase === 'HOLDING') drill.holdEndedBy = fact.by;
  },
  OutcomeDecided: (drill, fact) => {
    if (drill.outcome !== undefined) return;
    drill.outcome = fact.outcome;
    drill.why = fact.why;
    delete drill.givenUp;
  },
  CleanupChanged: (drill, fact) => {
    drill.cleanup = fact.cleanup;
  },
  CleaningFrozen: (drill, fact) => {
    drill.frozen ??= { since: drill.at, because: shortened(fact.because, CHECK_BYTES_KEPT) };
  },
  TerminationSized: (drill, fact) => {
    if (fact.early) drill.earlyTerminationSize = fact.servers;
    else drill.terminationSize = fact.servers;
  },
  TerminationAccepted: (drill, fact) => {
    if (fact.jobId !== null) keepTerminateJob(drill, fact.jobId);
    for (const id of fact.sourceServerIds) {
      changeServer(drill, id, { terminationAt: drill.at });
      delete drill.servers[id]?.unproven;
      delete drill.servers[id]?.unprovenAt;
    }
  },
  TerminationUnconfirmed: (drill, fact) => {
    for (const id of fact.sourceServerIds) {
      const server = drill.servers[id];
      if (server !== undefined) delete server.terminationAt;
    }
    keepUnexplained(drill, fact.sourceServerIds);
  },
  ProofMissing: (drill, fact) =>
    changeServer(drill, fact.sourceServerId, {
      unproven: shortened(fact.missing, REASON_BYTES_KEPT),
      unprovenAt: drill.at,
    }),
  InstanceReportedGone: (drill, fact) => {
    changeServer(drill, fact.sourceServerId, { reportedGone: true });
    drill.hasReceivedEvents = true;
  },
  LookedEmpty: (drill, fact) => {
    const server = drill.servers[fact.sourceServerId];
    if (server !== undefined) server.emptyAt ??= drill.at;
  },
  LeftStanding: (drill, { sourceServerId, standing }) => {
    const kept = { ...drill.standing };
    if (sourceServerId in kept || Object.keys(kept).length < STANDING_SERVERS_KEPT)
      kept[sourceServerId] = shortened(standing, STANDING_BYTES_KEPT);
    drill.standing = kept;
    keepUnexplained(drill, [sourceServerId]);
  },
  StandingExplained: (drill, { sourceServerId, why }) => {
    const kept = leftOut(drill.whyStanding ?? {}, sourceServerId);
    const { lastWords } = why;
    if (Object.keys(why).length > 0 && Object.keys(kept).length < STANDING_SERVERS_KEPT)
      kept[sourceServerId] =
        lastWords === undefined ? why : { ...why, lastWords: shortened(lastWords, LAST_WORDS_BYTES_KEPT) };
    drill.whyStanding = kept;
  },
  LeakSuspected: (drill, fact) => keepUnexplained(drill, fact.sourceServerIds),
  LeakReported: (drill) => {
    drill.cleanup = 'LEAKED';
  },
  LeakAcknowledged: (drill, fact) => {
    for (const id of fact.sourceServerIds) changeServer(drill, id, { gone: 'ACKNOWLEDGED' });
  },
  ServerGone: (drill, fact) => {
    changeServer(drill, fact.sourceServerId, { gone: fact.proof });
    if (drill.standing !== undefined) drill.standing = leftOut(drill.standing, fact.sourceServerId);
    if (drill.whyStanding !== undefined) drill.whyStanding = leftOut(drill.whyStanding, fact.sourceServerId);
    if (drill.unexplained !== undefined) drill.unexplained = leftOut(drill.unexplained, fact.sourceServerId);
    // Hints that only served the search are dropped: a record of 300 servers has to stay small.
    dropHints(drill, [fact.sourceServerId], SEARCH_HINTS);
  },
  RecoveryReported: (drill, fact) => {
    makeRoomFor(drill, fact.jobId);
    drill.recoveries[fact.jobId] ??= { servers: [], state: 'REPORTED', reportedAt: drill.at };
  },
  YieldedTo: (drill, fact) => {
    makeRoomFor(drill, fact.jobId);
    drill.recoveries[fact.jobId] = { servers: fact.sourceServerIds, state: 'RUNNING' };
  },
  RecoveryCompleted: (drill, fact) => {
    const recovery = drill.recoveries[fact.jobId];
    if (recovery === undefined) return;
    recovery.state = 'COMPLETED';
    if (fact.endedAt !== undefined) recovery.completedAt = fact.endedAt;
  },
  RecoveryReleased: (drill, fact) => {
    const recovery = drill.recoveries[fact.jobId];
    if (recovery === undefined) return;
    if (fact.released) recovery.released = true;
    else delete recovery.released;
  },
  GuardTerminated: (drill, fact) => {
    keepTerminateJob(drill, fact.jobId);
    const ids = new Set(fact.instanceIds);
    for (const server of Object.values(drill.servers)) {
      if (server.instanceId !== undefined && ids.has(server.instanceId)) server.terminationAt ??= drill.at;
    }
  },
  GivenUp: (drill, { failure }) => {
    drill.givenUp = { ...failure, message: shortened(failure.message, CHECK_BYTES_KEPT) };
  },
  WaitBegan: (drill, { wait }) => {
    drill.waits = { for: wait.for, since: wait.since };
  },
  WaitEnded: (drill) => {
    delete drill.waits;
    drill.waitedUntil = drill.at;
  },
  TableRestored: (drill, fact) => {
    drill.restored = fact.restored;
    drill.seeksJobs = true;
    delete drill.scheduledWake;
    // Messages and schedules with numbers from the lost time may still arrive. Numbers from the clock never repeat
    // them.
    const seconds = Math.floor(drill.at / SECOND_MS);
    for (const count of ['effectCount', 'wakeCount', 'hardStopCount'] as const)
      drill[count] = Math.max(drill[count], seconds);
  },
  JobsSought: (drill) => {
    delete drill.seeksJobs;
  },
  WorldSeen: (drill, fact) => {
    drill.world = mixed(drill.world, fact.world) ?? fact.world;
  },
  DrillEnded: (drill) => {
    drill.phase = 'ENDED';
    drill.phaseAt = drill.at;
    drill.timers = {};
    drill.open = {};
    delete drill.scheduledWake;
    delete drill.waits;
    delete drill.stuck;
  },
};

const SEARCH_HINTS = [
  'listed',
  'reportedGone',
  'emptyAt',
  'neverExisted',
  'conversionServerIds',
  'downAt',
  'suspect',
] as const;

function dropHints(drill: Drill, sourceServerIds: string[], hints: readonly (keyof Server)[]): void {
  for (const id of sourceServerIds) for (const hint of hints) delete drill.servers[id]?.[hint];
}

/** Once its result is known, the time of the last inspection is not needed. */
function endLaunch(drill: Drill, sourceServerId: string, change: Partial<Server>): void {
  delete drill.servers[sourceServerId]?.inspectedAt;
  delete drill.servers[sourceServerId]?.recoveryUnseenAt;
  changeServer(drill, sourceServerId, change);
}

/** Failures with which DRS refuses to terminate. */
const REFUSALS: ReadonlySet<string> = new Set(['CONFLICT', 'INVALID', 'NOT_FOUND', 'DENIED']);

/** Keeps the effect that has failed for the longest time, until that effect is no longer requested. */
function getStuck(drill: Drill, key: EffectKey, { message, ours }: { message: string; ours?: true }): void {
  const { stuck } = drill;
  if (stuck !== undefined && stuck.key !== key && isRequested(drill, stuck.key)) return;
  const since = stuck?.key === key && stuck.ours === ours ? stuck.since : drill.at;
  drill.stuck = { key, since, because: shortened(message, CHECK_BYTES_KEPT), ...(ours && { ours }) };
}

/** Keeps the newest jobs only: a termination without effect is requested again, with a new job. */
function keepTerminateJob(drill: Drill, jobId: string): void {
  const others = (drill.terminateJobs ?? []).filter((id) => id !== jobId);
  drill.terminateJobs = [...others, jobId].slice(-TERMINATE_JOBS_KEPT);
}

function forgetExtension(drill: Drill): void {
  delete drill.holdWanted;
  delete drill.holdWantedBy;
}

/** AWS cannot be queried about an instance that is not known yet. */
function keepUnexplained(drill: Drill, sourceServerIds: string[]): void {
  const kept = { ...drill.unexplained };
  for (const id of sourceServerIds)
    if (drill.servers[id]?.instanceId !== undefined && (id in kept || Object.keys(kept).length < STANDING_SERVERS_KEPT))
      kept[id] = drill.at;
  drill.unexplained = kept;
}

/** A sign that appears after the question was sent is not covered by its answer, nor is a server that was left out. */
function dropExplained(drill: Drill, requestedAt: Instant, answered?: string[]): void {
  const isOpen = ([id, since]: [string, Instant]) => since > requestedAt || answered?.includes(id) === false;
  drill.unexplained = Object.fromEntries(Object.entries(drill.unexplained ?? {}).filter(isOpen));
}

function changeServer(drill: Drill, sourceServerId: string, change: Partial<Server>): void {
  const server = drill.servers[sourceServerId];
  if (server !== undefined) Object.assign(server, change);
}

function changeWave(drill: Drill, index: number, change: Partial<Wave>): void {
  const wave = drill.waves[index];
  if (wave !== undefined) Object.assign(wave, change);
}

function changeLaunch(drill: Drill, index: number, change: Partial<Launch>): void {
  const launch = drill.launches[index];
  if (launch !== undefined) Object.assign(launch, change);
}

/** Drops the completed recovery that became known first. */
function makeRoomFor({ recoveries }: Drill, jobId: string): void {
  const known = Object.entries(recoveries);
  if (known.length < RECOVERIES_MAX || recoveries[jobId] !== undefined) return;
  const completed = known.find(([, recovery]) => recovery.state === 'COMPLETED');
  if (completed !== undefined) delete recoveries[completed[0]];
}

function leftOut<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _leftOut, ...rest } = record;
  return rest;
}

function copyEach<Value extends object>(record: Record<string, Value>): Record<string, Value> {
  const copy: Record<string, Value> = {};
  for (const key in record) copy[key] = { ...(record[key] as Value) };
  return copy;
}

function keepPastDurations(drill: Drill, sourceServerId: string, pastDurations: PastDurations): void {
  const wave = drill.waves[drill.servers[sourceServerId]?.wave ?? -1];
  if (wave === undefined) return;
  const terminations = [wave.pastDurations?.terminationSeconds, pastDurations.terminationSeconds].flatMap(
    (seconds) => seconds ?? [],
  );
  wave.pastDurations = {
    launchSeconds: Math.max(wave.pastDurations?.launchSeconds ?? 0, pastDurations.launchSeconds),
    terminationSeconds: terminations.length === 0 ? null : Math.min(...terminations),
  };
}
