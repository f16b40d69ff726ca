import {
  DELAY_SECONDS_MAX,
  EMPTY_LOOK_SECONDS,
  EXPECTED_MARGIN_SECONDS,
  LAUNCH_EXPECTED_SECONDS_MAX,
  LAUNCH_FIRST_LOOK_SECONDS,
  LAUNCH_LOOK_SECONDS_MAX,
  LAUNCH_LOOK_SECONDS_MIN,
  LAUNCH_REPORTED_LOOK_SECONDS,
  LAUNCH_REST_LOOK_SECONDS,
  LAUNCH_SETTLE_SECONDS,
  SECOND_MS,
} from '../bounds.ts';
import type { Drill, Instant, Launch, OpenEffect, Phase, Server } from '../drill.ts';
import { launchStartedBy } from '../effectKeys.ts';
import type { Input, JobSeen } from '../inputs.ts';
import {
  ask,
  isLookComing,
  mayAsk,
  NOTHING_HERE,
  record,
  type Step,
  secondsUntil,
  setTimer,
  setTimerBy,
  someServer,
} from '../step.ts';
import { actionsSeen } from './launchActions.ts';
import { serversInLaunch, unresolvedLaunches } from './launches.ts';
import { isFollowed, missLaunches } from './lostLaunches.ts';
import { isAbandoned } from './optionalWaves.ts';
import { startFailed } from './refusedLaunch.ts';
import { conversionServersNamed, serverSeen } from './serverSeen.ts';

/** Handles news about launches, in this phase and during cleanup. */
export function handleLaunch(step: Step, input: Input, failed?: OpenEffect): undefined {
  const started = failed && launchStartedBy(failed);
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
      if (started !== undefined) startFailed(step, input, started);
      return;
    default:
      return NOTHING_HERE;
  }
}

/** Looks at the jobs that still matter, when it is time to. */
export function lookAtLaunches(step: Step): void {
  const unresolved = unresolvedLaunches(step.drill);
  const jobIds = step.drill.launches.flatMap((launch, index) =>
    mustFollow(step.drill, launch, index, unresolved.has(index)) ? (launch.jobId ?? []) : [],
  );
  if (jobIds.length === 0) {
    const requested = step.drill.launches.some((launch) => launch.state === 'REQUESTED');
    return requested ? undefined : setTimer(step, 'launchLook', null);
  }
  if (isLookComing(step, 'launches', 'launchLook')) return;
  if (step.drill.timers['launchLook'] === undefined)
    setTimer(step, 'launchLook', step.at + LAUNCH_FIRST_LOOK_SECONDS * SECOND_MS);
  const seconds = secondsUntil(step, 'launchLook') ?? 0;
  // A look now would miss a job that is yet to be started.
  const isYetToStart = step.drill.launches.some(({ state }) => state === 'PLANNED' || state === 'REQUESTED');
  if (seconds > (isYetToStart ? LAUNCH_SETTLE_SECONDS : DELAY_SECONDS_MAX) || !mayAsk(step, 'launches')) return;
  // The timer stays until the answer comes, so that a look that fails is made again.
  ask(step, 'launches', { kind: 'LookAtLaunches', jobIds }, seconds);
}

/**
 * Until each of its servers has a result. Also until its job has completed, while waves follow each other and where an
 * empty look counts only after the job's end.
 */
function mustFollow(drill: Drill, launch: Launch, index: number, isUnresolved: boolean): boolean {
  if (launch.state === 'COMPLETED') return isUnresolved;
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

/** Only a look shows a job's end, and the record is to have it. */
const FOLLOWED: ReadonlySet<Phase> = new Set(['LAUNCHING', 'VERIFYING', 'HOLDING']);

/** When a launch should have completed, if its servers take as long as before. */
function firstLookSeconds(drill: Drill, launch: Launch | undefined): number {
  const pastDurations = drill.waves[launch?.wave ?? -1]?.pastDurations;
  if (pastDurations === undefined) return LAUNCH_FIRST_LOOK_SECONDS;
  return Math.min(pastDurations.launchSeconds, LAUNCH_EXPECTED_SECONDS_MAX) + EXPECTED_MARGIN_SECONDS;
}

/** An event only triggers a look: at once when the whole wave has reported, soon when the first server has. */
export function serverReported(step: Step, input: Extract<Input, { type: 'ServerReported' }>): undefined {
  const { sourceServerId, at: receivedAt, drillWord } = input;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.launch === undefined || server.reported === true || server.result !== undefined)
    return;
  const word = drillWord === undefined ? {} : { drillWord };
  record(step, { type: 'ServerReported', sourceServerId, receivedAt, ...word });
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
  const completed = job.status === 'COMPLETED';
  const endedAt = launch.endedAt ?? job.endedAt ?? step.at;
  const isLate = completed && step.at >= endedAt + EMPTY_LOOK_SECONDS * SECOND_MS;
  const isComplete = isLate || (completed && job.logEnded);
  for (const id of serversInLaunch(step.drill, index)) {
    const seen = job.servers.find((server) => server.sourceServerId === id);
    if (step.drill.servers[id]?.result === undefined) serverSeen(step, id, seen, { completed, isComplete, isLate });
    else conversionServersNamed(step, id, seen);
  }
  const isUnsaid = completed && !isComplete && isAbandoned(step.drill, launch);
  if (completed && !isUnsaid && launch.state !== 'COMPLETED')
    record(step, { type: 'LaunchCompleted', launch: index, endedAt: job.endedAt });
  const isUnresolved = isUnsaid || unresolvedLaunches(step.drill).has(index);
  if (completed && !isUnresolved) return;
  const pause = completed
    ? LAUNCH_REPORTED_LOOK_SECONDS
    : isUnresolved
      ? lookPause(step, launch)
      : settlePause(step, index);
  setTimerBy(step, 'launchLook', step.at + pause * SECOND_MS);
}

/** A job ends some seconds after its last server. If it does not, looks become rarer. */
function settlePause({ at, drill }: Step, index: number): number {
  const lateSeconds = (at - settledAt(drill, index, at)) / SECOND_MS;
  return Math.min(Math.max(lateSeconds / 10, LAUNCH_SETTLE_SECONDS), LAUNCH_LOOK_SECONDS_MAX);
}

/** Nothing says when a server failed. It was before its wave was launched, or before the cleaning began. */
function settledAt(drill: Drill, index: number, at: Instant): Instant {
  const launched = serversInLaunch(drill, index).flatMap((id) => drill.servers[id]?.launchedAt ?? []);
  if (launched.length > 0) return Math.max(...launched);
  const { launchedAt } = drill.waves[drill.launches[index]?.wave ?? -1] ?? {};
  return launchedAt ?? (drill.phase === 'TERMINATING' ? drill.phaseAt : at);
}

/** A job that has just begun may not be listed yet. */
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
  const elapsed = (step.at - (launch.requestedAt ?? step.at)) / SECOND_MS;
  const late = elapsed - firstLookSeconds(step.drill, launch);
  return Math.min(Math.max(late / 10, LAUNCH_LOOK_SECONDS_MIN), LAUNCH_LOOK_SECONDS_MAX);
}

function pick({ launch, jobId, createdAt, found }: Extract<Input, { type: 'LaunchStarted' }>) {
  return { launch, jobId, createdAt, found };
}
