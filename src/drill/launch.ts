import {
  DELAY_SECONDS_MAX,
  EFFECT_PATIENCE_SECONDS,
  EMPTY_LOOK_SECONDS,
  EXPECTED_MARGIN_SECONDS,
  HARD_STOP_MARGIN_SECONDS,
  INSTANCE_LISTED_SECONDS,
  LAUNCH_EXPECTED_SECONDS_MAX,
  LAUNCH_FIRST_LOOK_SECONDS,
  LAUNCH_LOOK_SECONDS_MAX,
  LAUNCH_LOOK_SECONDS_MIN,
  LAUNCH_REPORTED_LOOK_SECONDS,
  LAUNCH_REST_LOOK_SECONDS,
  LAUNCH_SETTLE_SECONDS,
  SECOND_MS,
} from './bounds.ts';
import type { PhaseRules } from './decide.ts';
import type { Drill, Instant, Launch, OpenEffect, Phase, Server } from './drill.ts';
import type { Effect } from './effects.ts';
import { isFinal } from './failureMeaning.ts';
import type { Input, JobSeen, JobServerSeen } from './inputs.ts';
import { inspectAgain, inspectionSeen, isInspected, isUnproved, oldestInspection } from './inspection.ts';
import { actionsSeen, lookAtActions } from './launchActions.ts';
import { launchTag } from './launchTag.ts';
import { isFollowed, missLaunches } from './lostLaunches.ts';
import { needOfDrill } from './needOfDrill.ts';
import { failuresOf, hasLaunchedNothing, stopOf } from './neverLaunched.ts';
import { checkServer, waiverOf } from './preflight.ts';
import {
  ask,
  beginPhase,
  decideOutcome,
  inChunks,
  isLookComing,
  isOpen,
  mayAsk,
  NOTHING_HERE,
  record,
  rings,
  type Step,
  secondsUntil,
  serversOf,
  setTimer,
  setTimerBy,
  someServer,
} from './step.ts';
import { beginTermination, giveUp, refuseSteering, stopDrill } from './terminate.ts';
import { hearVerification, lookAtInstances } from './verify.ts';

/** LAUNCHING: wave after wave is started, each in as many jobs as its size needs, and followed until every server has a result. */
export const launching: PhaseRules = {
  hear(step, input, failed) {
    switch (input.type) {
      case 'ServerReported':
        return serverReported(step, input);
      case 'LaunchRefused':
        return launchRefused(step, input.launch, input.servers);
      case 'LaunchNotFound':
        return startedNothing(step, input.launch);
      case 'Inspected':
        return inspectedAgain(step, input);
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return hearLaunch(step, input, failed) ?? hearVerification(step, input);
    }
  },
  proceed(step) {
    const wave = step.drill.waves.findIndex((one) => one.state !== 'LAUNCHED');
    if (wave === -1) beginPhase(step, 'VERIFYING');
    else if (step.drill.waves[wave]?.state === 'WAITING') beginWave(step, wave);
    if (step.drill.phase === 'LAUNCHING' && step.drill.waves[wave]?.state === 'LAUNCHING') followWave(step, wave);
    if (step.drill.phase !== 'LAUNCHING') return;
    lookAtInstances(step);
    lookAtActions(step);
  },
};

/** What is learnt about launches, in this phase and while cleaning up. */
export function hearLaunch(step: Step, input: Input, failed?: OpenEffect): undefined {
  switch (input.type) {
    case 'LaunchStarted':
      record(step, { ...pick(input), type: 'LaunchStarted' });
      setTimerBy(
        step,
        'launchLook',
        step.at + firstLookSeconds(step.drill, step.drill.launches[input.launch]) * SECOND_MS,
      );
      return;
    case 'LaunchesSeen':
      setTimer(step, 'launchLook', null);
      for (const job of input.jobs) launchSeen(step, job);
      missLaunches(step, input.jobs);
      lookForUnlisted(step, input.jobs);
      return;
    case 'ActionsSeen':
      return actionsSeen(step, input);
    case 'EffectFailed':
      if (failed?.kind === 'StartRecovery') startFailed(step, input, Number(failed.key.split('/')[1]));
      return;
    default:
      return NOTHING_HERE;
  }
}

/** A hard stop is known to exist that comes after `until`; if not, it is asked for. */
export function hardStopCovers(step: Step, until: Instant): boolean {
  if ((step.drill.hardStop?.at ?? 0) >= until) return true;
  if (mayAsk(step, 'hardStop')) {
    const n = step.drill.hardStopCount + 1;
    const stopAt = until + HARD_STOP_MARGIN_SECONDS * SECOND_MS;
    record(step, { type: 'HardStopAsked', n, stopAt });
    ask(step, 'hardStop', { kind: 'ArmHardStop', n, stopAt });
  }
  return false;
}

/** The launches whose servers are not all known to have launched or failed. */
export function unresolvedLaunches(drill: Drill): Set<number> {
  const unresolved = new Set<number>();
  for (const id in drill.servers) {
    const { launch, result } = drill.servers[id] as Server;
    if (launch !== undefined && result === undefined) unresolved.add(launch);
  }
  return unresolved;
}

/** Asks DRS about the jobs that are still of interest, when it is time to. */
export function lookAtLaunches(step: Step): void {
  const unresolved = unresolvedLaunches(step.drill);
  const jobIds = step.drill.launches.flatMap((launch, index) =>
    mustFollow(step.drill, launch, index, unresolved.has(index)) ? (launch.jobId ?? []) : [],
  );
  if (jobIds.length === 0) {
    const asked = step.drill.launches.some((launch) => launch.state === 'ASKED');
    return asked ? undefined : setTimer(step, 'launchLook', null);
  }
  if (isLookComing(step, 'launches', 'launchLook')) return;
  if (step.drill.timers['launchLook'] === undefined)
    setTimer(step, 'launchLook', step.at + LAUNCH_FIRST_LOOK_SECONDS * SECOND_MS);
  const seconds = secondsUntil(step, 'launchLook') ?? 0;
  // A look that is asked for now leaves out a job that is yet to be started.
  const isYetToStart = step.drill.launches.some(({ state }) => state === 'PLANNED' || state === 'ASKED');
  if (seconds > (isYetToStart ? LAUNCH_SETTLE_SECONDS : DELAY_SECONDS_MAX) || !mayAsk(step, 'launches')) return;
  // The timer stays until the answer comes, so that a look that fails is made again.
  ask(step, 'launches', { kind: 'LookAtLaunches', jobIds }, seconds);
}

/**
 * Until each of its servers has a result; and until its job is over, while waves follow each other and where only the job's end lets an
 * empty look count.
 */
function mustFollow(drill: Drill, launch: Launch, index: number, isUnresolved: boolean): boolean {
  if (launch.state === 'OVER') return isUnresolved;
  if (launch.state !== 'STARTED') return false;
  if (FOLLOWED.has(drill.phase) || isUnresolved) return true;
  return someServer(
    drill,
    (server) =>
      server.launch === index &&
      server.gone === undefined &&
      (server.instanceId === undefined || server.emptyAt !== undefined),
  );
}

/** Nothing tells of a job's end but a look, and the record is to say it. */
const FOLLOWED: ReadonlySet<Phase> = new Set(['LAUNCHING', 'VERIFYING', 'HOLDING']);

/** When a launch should be over, if its servers take as long as they did before. */
function firstLookSeconds(drill: Drill, launch: Launch | undefined): number {
  const took = drill.waves[launch?.wave ?? -1]?.took;
  if (took === undefined) return LAUNCH_FIRST_LOOK_SECONDS;
  return Math.min(took.launchSeconds, LAUNCH_EXPECTED_SECONDS_MAX) + EXPECTED_MARGIN_SECONDS;
}

function beginWave(step: Step, wave: number): void {
  const { drill } = step;
  // A job may go on for some seconds after its last server; the quota that was reserved allows no more at once.
  if (drill.launches.some((launch) => launch.state === 'STARTED')) return lookAtLaunches(step);
  const deadlineAt = step.at + drill.terms.launchAllowanceSeconds * SECOND_MS;
  if (!hardStopCovers(step, deadlineAt + drill.terms.bootSecondsMax * SECOND_MS)) {
    if ((drill.failures['hardStop'] ?? 0) >= HARD_STOP_FAILURES_MAX) {
      const message = 'No hard stop could be armed, so nothing more was launched.';
      giveUp(step, { check: 'hard-stop', message });
    }
    return;
  }
  record(step, { type: 'WaveBegan', wave, deadlineAt });
  setTimer(step, 'deadline/wave', deadlineAt);
  const ids = serversOf(drill).flatMap(([id, server]) => (server.wave === wave ? [id] : []));
  for (const part of inChunks(ids, drill.limits.serversPerJob)) planLaunch(step, wave, part);
}

function planLaunch(step: Step, wave: number, sourceServerIds: string[]): void {
  if (sourceServerIds.length === 0) return;
  record(step, { type: 'LaunchPlanned', launch: step.drill.launches.length, wave, sourceServerIds });
}

function followWave(step: Step, wave: number): void {
  const isWaiting = someServer(step.drill, (server) => server.wave === wave && server.result === undefined);
  if (!isWaiting) return waveLaunched(step, wave);
  if (rings(step, 'deadline/wave')) {
    const message = `Wave ${wave + 1} did not launch within its allowance.`;
    return giveUp(step, { check: 'launch-allowance', message });
  }
  step.drill.launches.forEach((launch, index) => {
    if (launch.state !== 'PLANNED' && launch.state !== 'ASKED') return;
    if (!mayAsk(step, `start/${index}`)) return;
    if (launch.state === 'PLANNED' && openLaunches(step.drill) >= needOfDrill(step.drill).jobs) return;
    // While an earlier try may have launched them, an inspection would take our own instances for somebody else's.
    if (launch.unanswered === true || isInspected(step, serversInLaunch(step.drill, index))) startLaunch(step, index);
    else inspectAgain(step, index, serversInLaunch(step.drill, index));
  });
  lookAtLaunches(step);
}

/** Halves of a refused launch are more jobs than the drill's turn was taken for. */
function openLaunches({ launches }: Drill): number {
  return launches.filter(({ state }) => state === 'ASKED' || state === 'STARTED').length;
}

function startLaunch(step: Step, index: number): void {
  record(step, { type: 'LaunchAsked', launch: index });
  ask(step, `start/${index}`, startOf(step.drill, index));
}

/** The StartRecovery of a launch that was asked for, as the drill has it. */
export function startOf(drill: Drill, index: number): Extract<Effect, { kind: 'StartRecovery' }> {
  const launch = drill.launches[index];
  if (launch === undefined) throw new Error(`drill ${drill.drillId} has no launch ${index}`);
  const ids = serversInLaunch(drill, index);
  return {
    kind: 'StartRecovery',
    launch: index,
    servers: ids.map((sourceServerId) => ({
      sourceServerId,
      mayReplaceDrill: waiverOf(drill.terms, 'no-drill-instance', sourceServerId) !== undefined,
    })),
    recoveryPoint: drill.terms.recoveryPoint,
    tags: launchTags(drill, launch, index),
    requestedAt: drill.requestedAt,
    lookedAt: Math.min(drill.jobsInspectedAt ?? drill.requestedAt, oldestInspection(drill, ids)),
    inspectedAt: oldestInspection(drill, ids),
    searchFrom: searchFrom(launch, drill.at),
    attempt: launch.attempts,
    room: { jobs: drill.limits.jobsMax, servers: drill.limits.serversInJobsMax },
    ...(drill.crowded === true ? { crowded: true } : {}),
  };
}

/** Hours may lie between the validation and a launch: a server that would not be validated now is not launched. */
function inspectedAgain(step: Step, input: Extract<Input, { type: 'Inspected' }>): undefined {
  const servers = input.servers.filter(({ sourceServerId }) => isYetToStart(step.drill, sourceServerId));
  if (servers.length === 0) return;
  inspectionSeen(step, { ...input, servers, lookedAt: input.lookedAt ?? step.at });
  const refused = servers.flatMap((found) => {
    const { sourceServerId } = found;
    const [failure] = checkServer(found, step.drill).failures;
    if (failure !== undefined) return [{ sourceServerId, reason: failure.message, check: failure.check }];
    const reason = 'Its last launch was a real recovery whose instance is not proved gone.';
    return isUnproved(step, found, input.lookedAt) ? [{ sourceServerId, reason, check: 'no-real-instance' }] : [];
  });
  const byLaunch = Map.groupBy(refused, ({ sourceServerId }) => step.drill.servers[sourceServerId]?.launch ?? -1);
  for (const [launch, ones] of byLaunch) launchRefused(step, launch, ones);
}

/** Its launch was not asked for yet, or certainly has started nothing. */
function isYetToStart(drill: Drill, sourceServerId: string): boolean {
  const index = drill.servers[sourceServerId]?.launch ?? -1;
  const launch = drill.launches[index];
  if (launch === undefined || launch.unanswered === true || isOpen(drill, `start/${index}`)) return false;
  return launch.state === 'PLANNED' || launch.state === 'ASKED';
}

/** `perform` found no job of an earlier try, and what is known of the servers is too old to try again. */
function startedNothing(step: Step, index: number): undefined {
  if (step.drill.launches[index]?.state === 'ASKED')
    record(step, { type: 'LaunchDeferred', launch: index, reason: 'What is known of its servers is too old.' });
}

/** A lost launch is searched from a while before it was first asked for: the clocks of DRS and ours may differ. */
export function searchFrom(launch: Launch, at: Instant): Instant {
  return (launch.askedAt ?? at) - EFFECT_PATIENCE_SECONDS * SECOND_MS;
}

function launchTags(drill: Drill, launch: Launch, index: number): Record<string, string> {
  return {
    ...drill.terms.tags,
    DrillOwner: drill.owner,
    DrillId: drill.drillId,
    Launch: launchTag(drill, launch, index),
    ...(drill.terms.recoveryPlan === undefined ? {} : { RecoveryPlan: drill.terms.recoveryPlan }),
    Wave: String(launch.wave + 1),
    ExecutionType: 'Drill',
  };
}

/** An event is only a reason to look: at once when the whole wave has reported, soon when the first one has. */
function serverReported(step: Step, input: Extract<Input, { type: 'ServerReported' }>): undefined {
  const { sourceServerId, at: heardAt, drillWord } = input;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.launch === undefined || server.reported === true || server.result !== undefined)
    return;
  record(step, { type: 'ServerReported', sourceServerId, heardAt, ...(drillWord === undefined ? {} : { drillWord }) });
  const waiting = someServer(step.drill, (one) => isAwaited(one, server.wave) && one.reported !== true);
  const seconds = waiting ? LAUNCH_REST_LOOK_SECONDS : LAUNCH_SETTLE_SECONDS;
  setTimerBy(step, 'launchLook', step.at + seconds * SECOND_MS);
}

function isAwaited(server: Server, wave: number): boolean {
  return server.wave === wave && server.launch !== undefined && server.result === undefined;
}

function launchSeen(step: Step, job: JobSeen): void {
  const index = step.drill.launches.findIndex((launch) => launch.jobId === job.jobId);
  const launch = step.drill.launches[index];
  if (launch === undefined) return;
  if (launch.createdAt === undefined && job.createdAt !== null)
    record(step, { type: 'LaunchDated', launch: index, createdAt: job.createdAt });
  const over = job.status === 'COMPLETED';
  const endedAt = launch.endedAt ?? job.endedAt ?? step.at;
  const isLate = over && step.at >= endedAt + EMPTY_LOOK_SECONDS * SECOND_MS;
  const isComplete = isLate || (over && job.logEnded);
  for (const id of serversInLaunch(step.drill, index)) {
    const seen = job.servers.find((server) => server.sourceServerId === id);
    if (step.drill.servers[id]?.result === undefined) serverSeen(step, id, seen, { over, isComplete, isLate });
  }
  if (over && launch.state !== 'OVER') record(step, { type: 'LaunchOver', launch: index, endedAt: job.endedAt });
  const isUnresolved = unresolvedLaunches(step.drill).has(index);
  if (over && !isUnresolved) return;
  const pause = over ? LAUNCH_REPORTED_LOOK_SECONDS : isUnresolved ? lookPause(step, launch) : LAUNCH_SETTLE_SECONDS;
  setTimerBy(step, 'launchLook', step.at + pause * SECOND_MS);
}

/** How far a job is: over; its log complete, so that what it lacks never was; or over for so long that nothing more is to be expected of it. */
interface JobProgress {
  over: boolean;
  isComplete: boolean;
  isLate: boolean;
}

function serverSeen(
  step: Step,
  sourceServerId: string,
  seen: JobServerSeen | undefined,
  { over, isComplete, isLate }: JobProgress,
): void {
  const { launchStatus = 'missing', launchedAt = null, instanceId = null, errorText = null, steps = {} } = seen ?? {};
  const isLaunched = launchStatus === 'LAUNCHED' || launchStatus === 'TERMINATED' || (isLate && launchedAt !== null);
  if (isLaunched && (launchedAt !== null || isComplete)) {
    const usedPreviousSnapshot = seen?.usedPreviousSnapshot === true;
    const ran = seen?.ranActions && { ranActions: seen.ranActions };
    const launched = { sourceServerId, launchedAt, instanceId, usedPreviousSnapshot, steps, ...ran };
    record(step, { type: 'ServerLaunched', ...launched });
  } else if (!isLaunched && hasFailed(launchStatus, errorText, { over, isComplete, isLate })) {
    const last = seen?.lastEvent ?? 'none';
    const unsaid =
      launchStatus === 'FAILED'
        ? `The job ended without saying why (last event ${last}).`
        : `The job did not launch it (status ${launchStatus}, last event ${last}).`;
    const error = errorText ?? unsaid;
    const neverExisted = over && seen?.neverExisted === true && instanceId === null;
    const converted = seen?.conversionServerIds && { conversionServerIds: seen.conversionServerIds };
    record(step, { type: 'ServerFailed', sourceServerId, error, instanceId, neverExisted, steps, ...converted });
  }
}

/** A log that is not complete yet will say why, and whether an instance was made; another status than FAILED may not be the last one. */
function hasFailed(launchStatus: string, errorText: string | null, { over, isComplete, isLate }: JobProgress): boolean {
  if (launchStatus !== 'FAILED') return isLate;
  return isComplete || (!over && errorText !== null);
}

/** A job that was just begun may not be listed yet. */
function lookForUnlisted(step: Step, jobs: readonly JobSeen[]): void {
  const listed = new Set(jobs.map((job) => job.jobId));
  const unlisted = step.drill.launches.some(
    (launch, index) => isFollowed(step, launch, index) && !listed.has(launch.jobId ?? ''),
  );
  if (unlisted) setTimerBy(step, 'launchLook', step.at + LAUNCH_LOOK_SECONDS_MIN * SECOND_MS);
}

/** The longer it takes, the less often we look. */
function lookPause(step: Step, launch: Launch): number {
  const awaited = Object.values(step.drill.servers).filter((server) => isAwaited(server, launch.wave));
  if (awaited.every((server) => server.reported === true)) return LAUNCH_REPORTED_LOOK_SECONDS;
  const elapsed = (step.at - (launch.askedAt ?? step.at)) / SECOND_MS;
  const late = elapsed - firstLookSeconds(step.drill, launch);
  return Math.min(Math.max(late / 10, LAUNCH_LOOK_SECONDS_MIN), LAUNCH_LOOK_SECONDS_MAX);
}

/** `perform` saw, before it called, that these must not be launched; the others still may. */
function launchRefused(
  step: Step,
  index: number,
  refused: { sourceServerId: string; reason: string; check?: string }[],
): undefined {
  const launch = step.drill.launches[index];
  if (launch === undefined) return;
  const ids = serversInLaunch(step.drill, index);
  const reasons = new Map(refused.map((one) => [one.sourceServerId, one]));
  record(step, { type: 'LaunchVoid', launch: index, reason: `Refused for ${reasons.size} of ${ids.length} servers.` });
  failUnlaunched(
    step,
    ids.filter((id) => reasons.has(id)),
    (id) => {
      const { reason = '', check = 'last-look' } = reasons.get(id) ?? {};
      return { error: reason, stoppedBy: check };
    },
  );
  planLaunch(
    step,
    launch.wave,
    ids.filter((id) => !reasons.has(id)),
  );
}

function startFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, index: number): void {
  const launch = step.drill.launches[index];
  if (launch === undefined) return;
  const ids = serversInLaunch(step.drill, index);
  if (input.kind === 'UNKNOWN_RESULT') {
    record(step, { type: 'LaunchUnanswered', launch: index });
    setTimer(step, `retry/start/${index}`, step.at + EFFECT_PATIENCE_SECONDS * SECOND_MS);
  } else if (launch.unanswered === true) {
    // A refusal of this attempt says nothing of the lost one: it stays asked for until it is found, or found missing.
    return;
  } else if (isOneServerTheCause(input, launch) && ids.length > 1) {
    halve(step, launch, index, ids);
  } else if (isFinal(input.kind)) {
    record(step, { type: 'LaunchVoid', launch: index, reason: input.message });
    const stoppedBy = stopOf(input);
    failUnlaunched(step, ids, () => ({ error: refusalOf(input), ...(stoppedBy !== undefined && { stoppedBy }) }));
  } else {
    record(step, { type: 'LaunchDeferred', launch: index, reason: input.message });
  }
}

/** Refused for what one of the servers may be the reason; the first conflict is asked again, with a look before. */
function isOneServerTheCause({ kind, message }: { kind: string; message: string }, { attempts }: Launch): boolean {
  if (kind === 'CONFLICT') return attempts > 1;
  return (kind === 'INVALID' || kind === 'NOT_FOUND') && !isAboutTags({ kind, message });
}

/** Seen in 2025-11 of a StartRecovery: "Invalid request provided: Tags". They are the same for all servers. */
function isAboutTags({ kind, message }: { kind: string; message: string }): boolean {
  return kind === 'INVALID' && /tags/i.test(message);
}

/** What a person reads who can only change the request. */
function refusalOf(failed: { kind: string; message: string }): string {
  if (!isAboutTags(failed)) return failed.message;
  return `DRS refuses the tags of this drill; ask for it again without tags and recoveryPlan. It says: ${failed.message}`;
}

/** StartRecovery is all or nothing: the halves show which server it was. */
function halve(step: Step, launch: Launch, index: number, ids: string[]): void {
  record(step, { type: 'LaunchVoid', launch: index, reason: 'Refused as a whole; tried again in halves.' });
  for (const half of inChunks(ids, Math.ceil(ids.length / 2))) planLaunch(step, launch.wave, half);
}

/** Servers of a launch that certainly started nothing. */
function failUnlaunched(
  step: Step,
  ids: string[],
  reason: (id: string) => { error: string; stoppedBy?: string },
): void {
  for (const id of ids) {
    record(step, {
      type: 'ServerFailed',
      sourceServerId: id,
      ...reason(id),
      instanceId: null,
      neverExisted: true,
      steps: {},
    });
  }
}

function waveLaunched(step: Step, wave: number): void {
  const servers = serversOf(step.drill).filter(([, server]) => server.wave === wave);
  const failed = servers.filter(([, server]) => server.result === 'FAILED').length;
  record(step, { type: 'WaveLaunched', wave, launched: servers.length - failed, failed });
  setTimer(step, 'deadline/wave', null);
  setTimer(step, `boot/${wave}`, step.at + INSTANCE_LISTED_SECONDS * SECOND_MS);
  const stopped = servers.filter(([, server]) => server.stoppedBy !== undefined);
  if (stopped.length === servers.length && hasLaunchedNothing(step.drill)) return stopDrill(step, failuresOf(stopped));
  if (failed > 0) {
    const [first] = stopped;
    const because = first === undefined ? '' : ` ${stopped.length} of them were stopped: ${first[1].error ?? ''}`;
    decideOutcome(
      step,
      'FAILED',
      `${failed} of ${servers.length} servers of wave ${wave + 1} did not launch.${because}`,
    );
  }
  const { onLaunchFailure } = step.drill.terms;
  if (failed > 0 && onLaunchFailure === 'TERMINATE') beginTermination(step);
  else if (failed > 0 && onLaunchFailure === 'HOLD') beginPhase(step, 'VERIFYING');
  else launching.proceed(step);
}

export function serversInLaunch(drill: Drill, index: number): string[] {
  return serversOf(drill).flatMap(([id, server]) => (server.launch === index ? [id] : []));
}

function pick({ launch, jobId, createdAt, found }: Extract<Input, { type: 'LaunchStarted' }>) {
  return { launch, jobId, createdAt, found };
}

/** Without a hard stop nothing is launched; so many tries take about ten minutes. */
const HARD_STOP_FAILURES_MAX = 7;
