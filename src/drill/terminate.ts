import {
  EFFECT_PATIENCE_SECONDS,
  EMPTY_LOOK_SECONDS,
  LEAK_AFTER_SECONDS,
  LEAK_AGAIN_SECONDS,
  LEFTOVER_EXPECTED_PERCENTS,
  LEFTOVER_EXPECTED_SECONDS_MAX,
  LEFTOVER_LOOK_SECONDS_MAX,
  LEFTOVER_LOOK_SECONDS_MIN,
  SECOND_MS,
  SERVERS_PER_LISTING,
  SERVERS_PER_QUESTION,
  STANDING_AFTER_SECONDS,
  TERMINATION_PATIENCE_SECONDS,
  TERMINATION_PAUSE_SECONDS,
  VOLUME_LOOK_SECONDS,
} from './bounds.ts';
import { objectivesOf } from './clocks.ts';
import type { PhaseRules, Refusal } from './decide.ts';
import type { Drill, FailedCheck, Instant, OpenEffect, Server, WhyStanding } from './drill.ts';
import { ACTS, type EffectKind } from './effects.ts';
import type { Attached, Input, LeftoverSeen } from './inputs.ts';
import { hearLaunch, lookAtLaunches, searchFrom, serversInLaunch, unresolvedLaunches } from './launch.ts';
import { awaitsActions, lookAtActions, settleActions } from './launchActions.ts';
import { launchTag } from './launchTag.ts';
import { loseUntold } from './losses.ts';
import { hasLaunchedNothing, wasNeverLaunched } from './neverLaunched.ts';
import { heldUntil, yieldedServers } from './recoveries.ts';
import { jobsFound, seekJobs } from './seekJobs.ts';
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
  withdraw,
} from './step.ts';
import { warnOfSilence } from './warnings.ts';
import { recoveriesSeen } from './yield.ts';

/** TERMINATING: whatever was or may have been launched is terminated, and looked for until it is proved gone. */
export const terminating: PhaseRules = {
  hear(step, input, failed) {
    switch (input.type) {
      case 'InstanceReportedGone':
        return instanceReportedGone(step, input.sourceServerId, input.instanceId);
      case 'LaunchNotFound':
        return launchNotFound(step, input.launch);
      case 'LaunchRefused':
        return launchNotFound(step, input.launch);
      case 'JobsFound':
        return jobsFound(step, input);
      case 'TerminationAccepted':
        return terminationAccepted(step, input);
      case 'LeftoversSeen':
        for (const seen of input.servers) leftoverSeen(step, seen);
        return undefined;
      case 'LeakLookedInto':
        for (const { sourceServerId, untold = [], ...why } of input.servers)
          explained(step, sourceServerId, { ...knownOf(step.drill, sourceServerId, untold), ...why });
        return undefined;
      case 'EffectFailed':
        return callFailed(step, input, failed);
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return hearLaunch(step, input, failed);
    }
  },
  proceed(step) {
    seekJobs(step);
    resolveLaunches(step);
    settleGivenUp(step);
    lookAtLaunches(step);
    lookAtActions(step);
    terminate(step);
    lookForLeftovers(step);
    tellLeak(step);
    lookIntoLeak(step);
    if (!owesAny(step.drill) && !isUncertain(step.drill) && !awaitsActions(step)) endDrill(step);
  },
};

/** ENDED: nothing changes any more. */
export const ended: PhaseRules = {
  hear(step, input) {
    const steering = input.type === 'HoldUntilRequested' || input.type === 'HoldEndRequested';
    return steering ? refuseSteering(step) : NOTHING_HERE;
  },
  proceed() {},
};

/** Leaves every other phase behind. What was asked to launch and not taken is withdrawn; the rest is cleaned up. */
export function beginTermination(step: Step): void {
  for (const timer of Object.keys(step.drill.timers)) setTimer(step, timer, null);
  for (const [effectId, open] of Object.entries(step.drill.open)) {
    if (open.takenAt === undefined && (open.kind === 'StartRecovery' || isMoot(open)))
      withdrawStart(step, effectId, open);
  }
  step.drill.launches.forEach((launch, index) => {
    if (launch.state === 'PLANNED')
      record(step, { type: 'LaunchVoid', launch: index, reason: 'The drill was ended before.' });
  });
  beginPhase(step, 'TERMINATING');
  if (owesAny(step.drill)) record(step, { type: 'CleanupChanged', cleanup: 'RUNNING' });
  setTimer(step, 'deadline/leak', step.at + LEAK_AFTER_SECONDS * SECOND_MS);
  setTimer(step, 'leftovers', step.at);
  setTimer(step, 'launchLook', step.at);
}

/** A person has looked and takes it on themselves: the drill ends, and says that it is not clean. */
export function acknowledgeLeak(step: Step, by: string, reason: string): Refusal | undefined {
  if (step.drill.phase !== 'TERMINATING' || step.drill.cleanup !== 'LEAKED') {
    return { status: 409, code: 'no-leak', message: 'The drill has no leak that could be acknowledged.' };
  }
  if (isUncertain(step.drill)) {
    return { status: 409, code: 'still-acting', message: 'A call to AWS is still open; try again in some minutes.' };
  }
  const sourceServerIds = owed(step.drill).map(([id]) => id);
  record(step, { type: 'LeakAcknowledged', by, reason, sourceServerIds });
  decideOutcome(
    step,
    'FAILED',
    `${sourceServerIds.length} servers were not proved gone; acknowledged by ${by}: ${reason}`,
  );
  return undefined;
}

/** Validation failed: nothing was launched. */
export function reject(step: Step): void {
  decideOutcome(step, 'REJECTED', rejection(step.drill));
  endDrill(step);
}

/** What stops a drill before it has launched anything rejects it: it tells nothing of any server. */
export function stopDrill(step: Step, failures: FailedCheck[]): void {
  record(step, { type: 'ChecksFailed', failures });
  decideOutcome(step, 'REJECTED', rejection(step.drill));
  beginTermination(step);
}

/** Ends a drill that does not go on. As long as it is in doubt whether anything was launched, its outcome is. */
export function giveUp(step: Step, failure: FailedCheck): void {
  if (hasLaunchedNothing(step.drill)) return stopDrill(step, [failure]);
  record(step, { type: 'GivenUp', failure });
  beginTermination(step);
}

/** The late look for launches without an answer tells whether the drill that was given up has launched anything. */
function settleGivenUp(step: Step): void {
  const { givenUp, outcome, launches, seeksJobs } = step.drill;
  if (givenUp === undefined || outcome !== undefined || seeksJobs === true) return;
  if (hasLaunchedNothing(step.drill)) {
    record(step, { type: 'ChecksFailed', failures: [givenUp] });
    decideOutcome(step, 'REJECTED', rejection(step.drill));
  } else if (launches.some(({ jobId }) => jobId !== undefined)) {
    decideOutcome(step, 'FAILED', givenUp.message);
  }
}

/** Why a drill is rejected: in the words of the check when it is one, else how many there are. */
function rejection({ failedCheckCount, failedChecks: [first] }: Drill): string {
  if (failedCheckCount === 1 && first !== undefined) return `Nothing was launched: ${first.message}`;
  return `${failedCheckCount} checks failed before anything was launched.`;
}

export function refuseSteering(step: Step): Refusal {
  const message = `The hold can be steered only while the drill is HOLDING; it is ${step.drill.phase}.`;
  return { status: 409, code: 'not-holding', message };
}

/** An event is only a reason to look: soon, when the last of those asked to terminate has reported and its volumes have had time to go. */
export function instanceReportedGone(step: Step, sourceServerId: string, instanceId: string): undefined {
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.reportedGone === true || server.gone !== undefined) return;
  if (server.instanceId !== undefined && server.instanceId !== instanceId) return;
  record(step, { type: 'InstanceReportedGone', sourceServerId });
  const waiting = someServer(
    step.drill,
    (one) => isOwed(step.drill, one) && one.terminationAt !== undefined && one.reportedGone !== true,
  );
  if (step.drill.phase === 'TERMINATING' && !waiting)
    setTimerBy(step, 'leftovers', step.at + VOLUME_LOOK_SECONDS * SECOND_MS);
}

/** The servers of which something may still be left. */
export function owed(drill: Drill): [string, Server][] {
  return serversOf(drill).filter(([, server]) => isOwed(drill, server));
}

function owesAny(drill: Drill): boolean {
  return someServer(drill, (server) => isOwed(drill, server));
}

function isOwed(drill: Drill, server: Server): boolean {
  return server.gone === undefined && !wasNeverLaunched(drill, server);
}

function endDrill(step: Step): void {
  const { drill } = step;
  const launched = someServer(drill, (server) => !wasNeverLaunched(drill, server));
  const acknowledged = someServer(drill, (server) => server.gone === 'ACKNOWLEDGED');
  const proved = launched ? 'CLEAN' : 'NOT_NEEDED';
  const cleanup = acknowledged ? 'LEAKED' : proved;
  if (drill.cleanup !== cleanup) record(step, { type: 'CleanupChanged', cleanup });
  loseUntold(step);
  settleActions(step);
  const objectives = objectivesOf(drill);
  if (objectives?.verdict === 'MISSED') decideOutcome(step, 'OBJECTIVE_MISSED', objectives.why ?? '');
  decideOutcome(step, 'PASSED', 'Every server was launched, verified, held and proved gone.');
  if (drill.claimed) record(step, { type: 'ClaimsReleased' });
  if (drill.reserved) record(step, { type: 'QuotaReleased' });
  for (const effectId of Object.keys(drill.open)) withdraw(step, effectId);
  warnOfSilence(step);
  record(step, { type: 'DrillEnded' });
}

/** Looks of earlier phases; their answers would change nothing any more. */
function isMoot(open: OpenEffect): boolean {
  return ['Inspect', 'FindBusy', 'FindServers', 'LookAtPoints', 'LookAtInstances', 'LookAtActions'].includes(open.kind);
}

function withdrawStart(step: Step, effectId: string, open: OpenEffect): void {
  withdraw(step, effectId);
  if (open.kind !== 'StartRecovery') return;
  const launch = Number(open.key.split('/')[1]);
  // An earlier attempt may have started it without our hearing of it; then it must be looked for.
  if (step.drill.launches[launch]?.unanswered !== true)
    record(step, { type: 'LaunchVoid', launch, reason: 'The drill was ended before.' });
}

/** A launch that was taken and never answered counts as launched until a look, made late enough, finds no job. */
function resolveLaunches(step: Step): void {
  // The search for all jobs of the drill may find them, too.
  if (step.drill.seeksJobs === true) return;
  step.drill.launches.forEach((launch, index) => {
    if (launch.state !== 'ASKED' || isOpen(step.drill, `start/${index}`)) return;
    const key = `find/${index}`;
    if (!mayAsk(step, key)) return;
    ask(
      step,
      key,
      {
        kind: 'FindLaunch',
        launch: index,
        sourceServerIds: serversInLaunch(step.drill, index),
        tag: launchTag(step.drill, launch, index),
        searchFrom: searchFrom(launch, step.at),
      },
      EFFECT_PATIENCE_SECONDS,
    );
  });
}

function launchNotFound(step: Step, launch: number): undefined {
  if (step.drill.launches[launch]?.state === 'ASKED') {
    record(step, { type: 'LaunchVoid', launch, reason: 'A late look found no job of it.' });
  }
}

/** A launch that was certainly refused started nothing; one that was ever left unanswered is looked for. */
function startFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, launch: number): undefined {
  if (input.kind === 'UNKNOWN_RESULT') record(step, { type: 'LaunchUnanswered', launch });
  if (step.drill.launches[launch]?.unanswered === true) return;
  record(step, { type: 'LaunchVoid', launch, reason: input.message });
}

/** What is not proved gone after hours is said aloud, again and again; the cleaning goes on. */
function tellLeak(step: Step): void {
  if (!owesAny(step.drill) || !rings(step, 'deadline/leak')) return;
  const waits = waitsForRecovery(step);
  const leaked = owed(step.drill).filter(([id, server]) => !waits(id, server));
  const { standing, whyStanding, terminationRefused: refused } = step.drill;
  if (leaked.length > 0) {
    const known = {
      ...(standing && { standing }),
      ...(whyStanding && { why: whyStanding }),
      ...(refused !== undefined && { refused }),
    };
    record(step, { type: 'LeakTold', sourceServerIds: leaked.map(([id]) => id), ...known });
  }
  setTimer(step, 'deadline/leak', step.at + LEAK_AGAIN_SECONDS * SECOND_MS);
}

/** What does not go although it should is asked about once more with each sign of it, until AWS answers; a calm cleanup asks nothing. */
function lookIntoLeak(step: Step): void {
  const { unexplained = {}, terminateJobs = [] } = step.drill;
  if (Object.keys(unexplained).length === 0 || !mayAsk(step, 'leak')) return;
  const servers = owed(step.drill).flatMap(([sourceServerId, { instanceId }]) =>
    sourceServerId in unexplained && instanceId !== undefined ? [{ sourceServerId, instanceId }] : [],
  );
  if (servers.length > 0) ask(step, 'leak', { kind: 'LookIntoLeak', servers, terminateJobIds: terminateJobs });
}

function explained(step: Step, sourceServerId: string, why: WhyStanding): void {
  const { servers, whyStanding = {} } = step.drill;
  const server = servers[sourceServerId];
  if (server === undefined || server.gone !== undefined) return;
  const isSame = (['isProtected', 'failback'] as const).every(
    (member) => why[member] === whyStanding[sourceServerId]?.[member],
  );
  const words = whyStanding[sourceServerId]?.lastWords;
  if (isSame && isShortOf(why.lastWords, words)) return;
  record(step, { type: 'StandingExplained', sourceServerId, why });
}

/** What AWS has not told this time, as it was told before. */
function knownOf({ whyStanding = {} }: Drill, sourceServerId: string, untold: (keyof WhyStanding)[]): WhyStanding {
  const before = Object.entries(whyStanding[sourceServerId] ?? {});
  return Object.fromEntries(before.filter(([member]) => untold.includes(member as keyof WhyStanding)));
}

/** The record keeps the beginning of long words. */
function isShortOf(words: string | undefined, kept: string | undefined): boolean {
  return words === kept || (words !== undefined && kept?.endsWith('…') === true && words.startsWith(kept.slice(0, -1)));
}

function terminate(step: Step): void {
  rings(step, 'termination');
  rings(step, 'unproven');
  if (isOpen(step.drill, 'terminate') || step.drill.timers['termination'] !== undefined) return;
  const until = heldUntil(step.drill, step.at);
  if (until !== undefined) return waitForRecovery(step, until);
  const yielded = yieldedServers(step.drill);
  const ready = terminable(step.drill).filter(([id]) => !yielded.has(id));
  const unresolved = unresolvedLaunches(step.drill);
  const isEarly = ([, { launch = -1 }]: [string, Server]) => unresolved.has(launch);
  const late = ready.filter((one) => !isEarly(one));
  inChunks(late, step.drill.terminationSize).forEach((chunk, index) => {
    askToTerminate(step, `terminate/${index}`, chunk);
  });
  // Each launch by itself: while its job goes on DRS may refuse them, and that is to hold up nobody else.
  for (const [launch, servers] of Map.groupBy(ready.filter(isEarly), ([, server]) => server.launch))
    askToTerminate(step, `${EARLY}${launch}`, servers);
}

/** Keys of those whose launch goes on for others of its servers. */
const EARLY = 'terminate/early/';

function askToTerminate(step: Step, key: string, servers: [string, Server][]): void {
  if (!mayAsk(step, key)) return;
  ask(step, key, {
    kind: 'Terminate',
    servers: servers.map(([sourceServerId, server]) => ({
      sourceServerId,
      instanceId: server.instanceId ?? '',
      jobId: jobIdOf(step.drill, server) ?? '',
    })),
  });
}

/** While a real recovery goes on nothing is terminated; what was to go meanwhile is no leak. */
function waitForRecovery(step: Step, until: Instant): void {
  if (!Number.isFinite(until) || terminable(step.drill).length === 0) return;
  setTimer(step, 'termination', until);
  if (step.drill.cleanup !== 'LEAKED') setTimer(step, 'deadline/leak', until + LEAK_AFTER_SECONDS * SECOND_MS);
}

/** Servers whose instance is known, whose own launch is over, and whose termination may be asked for. */
function terminable(drill: Drill): [string, Server][] {
  // Of hundreds there are few, and mostly none: that is found out first.
  if (!someServer(drill, (server) => isOwed(drill, server) && isUnasked(drill, server))) return [];
  const unresolved = unresolvedLaunches(drill);
  return owed(drill).filter(([, server]) => isUnasked(drill, server) && isSettled(server, unresolved));
}

/** Its own launch is over, or has made its instance; the job may hang for hours over another server. */
function isSettled({ launch = -1, result, instanceId }: Server, unresolved: Set<number>): boolean {
  return !unresolved.has(launch) || (result !== undefined && (result === 'LAUNCHED' || instanceId !== undefined));
}

/** Which servers stay up only because a real recovery goes on: their instances are known, and nothing else is to be found out. */
function waitsForRecovery(step: Step): (sourceServerId: string, server: Server) => boolean {
  const isHeld = heldUntil(step.drill, step.at) !== undefined;
  const yielded = yieldedServers(step.drill);
  return (id, server) => (isHeld || yielded.has(id)) && isUnasked(step.drill, server) && server.reportedGone !== true;
}

function isUnasked(drill: Drill, server: Server): boolean {
  const { instanceId, terminationAt, launch } = server;
  return instanceId !== undefined && launch !== undefined && terminationAt === undefined && mayBeProved(drill, server);
}

/** A proof may be missing only because an answer lagged, or left out a member: it is looked for again after a while. */
function mayBeProved({ at }: Drill, { unproven, unprovenAt = 0 }: Server): boolean {
  return unproven === undefined || at >= unprovenAt + TERMINATION_PATIENCE_SECONDS * SECOND_MS;
}

function terminationAccepted(step: Step, input: Extract<Input, { type: 'TerminationAccepted' }>): undefined {
  const { jobId, found, accepted, unproven, recoveries = [] } = input;
  recoveriesSeen(step, recoveries);
  for (const { sourceServerId, instanceId, volumeIds } of found) {
    if (step.drill.servers[sourceServerId]?.listed === true) continue;
    record(step, { type: 'InstanceFound', sourceServerId, instanceId, volumeIds, pointInTimeAt: null });
  }
  if (accepted.length > 0) record(step, { type: 'TerminationAccepted', jobId, sourceServerIds: accepted });
  for (const one of input.attached ?? []) record(step, { type: 'VolumesSeen', ...one });
  for (const { sourceServerId, missing } of unproven) record(step, { type: 'ProofMissing', sourceServerId, missing });
  if (unproven.length > 0) setTimerBy(step, 'unproven', step.at + TERMINATION_PATIENCE_SECONDS * SECOND_MS);
  if (step.drill.terminationSize < step.drill.limits.serversPerJob) {
    record(step, { type: 'TerminationSized', servers: step.drill.limits.serversPerJob });
  }
  if (terminable(step.drill).length > 0) {
    setTimer(step, 'termination', step.at + TERMINATION_PAUSE_SECONDS * SECOND_MS);
  }
  // When to look next follows from what is accepted by now.
  setTimer(step, 'leftovers', null);
}

/** All or nothing: when refused, look what is gone already, and ask for half as many. */
function callFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, failed?: OpenEffect): undefined {
  if (failed?.kind === 'StartRecovery') return startFailed(step, input, Number(failed.key.split('/')[1]));
  if (failed?.kind !== 'Terminate') return;
  if (input.kind === 'LEVER' && step.drill.frozen === undefined)
    record(step, { type: 'CleaningFrozen', because: input.message });
  if (failed.key.startsWith(EARLY)) return;
  if (input.kind !== 'CONFLICT' && input.kind !== 'INVALID' && input.kind !== 'NOT_FOUND') return;
  setTimer(step, 'leftovers', step.at);
  // Where fewer were asked for than might have been, it was those that were refused.
  const asked = Math.min(step.drill.terminationSize, Math.max(terminable(step.drill).length, 1));
  const half = Math.ceil(asked / 2);
  if (half < step.drill.terminationSize) record(step, { type: 'TerminationSized', servers: half });
}

/** Looks at what nobody has proved gone: unknown instances, and those whose termination was accepted or may not be asked. */
function lookForLeftovers(step: Step): void {
  const unresolved = unresolvedLaunches(step.drill);
  const isKnown = (server: Server) =>
    isOwed(step.drill, server) && isSettled(server, unresolved) && jobIdOf(step.drill, server) !== undefined;
  if (!someServer(step.drill, isKnown) || isLookComing(step, 'leftovers', 'leftovers')) return;
  const waits = waitsForRecovery(step);
  const known = serversOf(step.drill).filter(([id, server]) => isKnown(server) && !waits(id, server));
  if (known.length === 0) return setTimer(step, 'leftovers', null);
  setTimerBy(step, 'leftovers', nextLookAt(step, known));
  const seconds = secondsUntil(step, 'leftovers') ?? 0;
  // A look that is asked for now leaves out whose termination is yet to be asked for.
  if (seconds > 0 && !known.every(([, server]) => isEnding(server))) return;
  const worthALook = known.filter(
    ([, server]) =>
      server.instanceId === undefined ||
      server.terminationAt !== undefined ||
      server.unproven !== undefined ||
      server.reportedGone === true ||
      step.drill.failures['terminate/0'] !== undefined,
  );
  setTimer(step, 'leftovers', null);
  if (worthALook.length === 0) return setTimerBy(step, 'leftovers', nextLookAt(step, known));
  const isFound = worthALook.every(([, server]) => server.listed === true);
  inChunks(worthALook, isFound ? SERVERS_PER_LISTING : SERVERS_PER_QUESTION).forEach((chunk, index) => {
    const servers = chunk.map(([sourceServerId, server]) => ({
      sourceServerId,
      jobId: jobIdOf(step.drill, server) ?? '',
      instanceId: server.instanceId ?? null,
      ...(server.conversionServerIds && { conversionServerIds: server.conversionServerIds }),
    }));
    const key = `leftovers/${index}`;
    if (mayAsk(step, key)) ask(step, key, { kind: 'LookForLeftovers', servers }, seconds);
  });
}

/** Its termination was accepted, and nothing is known yet of its end. */
function isEnding(server: Server): boolean {
  return server.terminationAt !== undefined && server.unproven === undefined;
}

function leftoverSeen(step: Step, seen: LeftoverSeen): void {
  const { sourceServerId, instanceId, state, volumeIds, volumesLeft } = seen;
  const server = step.drill.servers[sourceServerId];
  if (server === undefined || server.gone !== undefined) return;
  if (instanceId !== null && server.listed !== true) {
    record(step, { type: 'InstanceFound', sourceServerId, instanceId, volumeIds, pointInTimeAt: null });
  } else if (instanceId !== null && seen.hasNewVolumes) {
    record(step, { type: 'VolumesSeen', sourceServerId, instanceId, volumeIds });
  }
  noteStanding(step, seen);
  if (state !== null && state !== 'terminated') {
    if (isUnheard(step, server, state)) record(step, { type: 'TerminationUnheard', sourceServerIds: [sourceServerId] });
  } else if ((volumesLeft !== null && volumesLeft.length > 0) || others(seen).length > 0) {
    if (isFresh(step, server)) setTimerBy(step, 'leftovers', step.at + VOLUME_LOOK_SECONDS * SECOND_MS);
  } else if (instanceId === null && server.neverExisted === true) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'NEVER_EXISTED' });
  } else if (state === 'terminated' && volumesLeft !== null) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'TERMINATED' });
  } else {
    lookedEmpty(step, sourceServerId, server);
  }
}

/** Once cleaning takes long, what stands is kept in words: a leak is to say what it is. */
function noteStanding(step: Step, seen: LeftoverSeen): void {
  if (step.at < step.drill.phaseAt + STANDING_AFTER_SECONDS * SECOND_MS) return;
  const { sourceServerId, instanceId, state, volumesLeft } = seen;
  const instance = state === null || state === 'terminated' ? [] : [`${instanceId} ${state}`];
  const standing = [...instance, ...others(seen), ...(volumesLeft ?? [])].join(', ');
  if (standing !== '' && step.drill.standing?.[sourceServerId] !== standing)
    record(step, { type: 'LeftStanding', sourceServerId, standing });
}

/** What stands and is not proved ours: DRS terminates it in the end, or a person does, and the drill only waits. */
function others({ conversionServers = [], suspects = [] }: LeftoverSeen): string[] {
  return [
    ...conversionServers.map((one) => `conversion server ${one.instanceId} ${one.state}, which DRS’s log names`),
    ...suspects.map((one) => `${one.instanceId} ${one.state}, whose job or server nobody tells`),
  ];
}

/** Volumes go a moment after their instance; those that stay longer may stay for good, and are looked at as seldom as anything. */
function isFresh(step: Step, { terminationAt }: Server): boolean {
  return terminationAt !== undefined && step.at < terminationAt + TERMINATION_PATIENCE_SECONDS * SECOND_MS;
}

/** An empty list alone proves nothing: it takes two, the later one well after the job's end. */
function lookedEmpty(step: Step, sourceServerId: string, server: Server): void {
  const firstAt = server.emptyAt;
  if (firstAt === undefined) record(step, { type: 'LookedEmpty', sourceServerId });
  const launch = step.drill.launches[server.launch ?? -1];
  if (launch?.state !== 'OVER') return;
  const pause = EMPTY_LOOK_SECONDS * SECOND_MS;
  const settlesAt = Math.max(launch.endedAt ?? launch.lostAt ?? step.at, firstAt ?? step.at) + pause;
  if (firstAt !== undefined && step.at >= settlesAt) {
    record(step, { type: 'ServerGone', sourceServerId, proof: 'ABSENT_TWICE' });
  } else setTimerBy(step, 'leftovers', settlesAt);
}

/** Nothing shows of the termination that was accepted; an instance on its way down does show it. */
function isUnheard(step: Step, server: Server, state: string): boolean {
  return (
    state !== 'shutting-down' &&
    server.terminationAt !== undefined &&
    step.at >= server.terminationAt + TERMINATION_PATIENCE_SECONDS * SECOND_MS
  );
}

/**
 * First when earlier drills let expect the first of them to be gone; then, the longer the cleaning takes, the less often, but never so
 * seldom that a leak stays unnoticed.
 */
function nextLookAt(step: Step, known: [string, Server][]): Instant {
  const expected = known.flatMap(([, server]) => expectedEnd(step.drill, server) ?? []);
  const firstAt = expected.length === known.length ? Math.min(...expected) : step.drill.phaseAt;
  if (firstAt > step.at) return firstAt;
  const late = (step.at - firstAt) / SECOND_MS;
  return step.at + Math.min(Math.max(late / 10, LEFTOVER_LOOK_SECONDS_MIN), LEFTOVER_LOOK_SECONDS_MAX) * SECOND_MS;
}

/** When it should be about gone, if it takes as long as before. */
function expectedEnd({ waves }: Drill, server: Server): Instant | undefined {
  const seconds = waves[server.wave]?.took?.terminationSeconds ?? null;
  if (seconds === null || server.terminationAt === undefined) return undefined;
  const expected = Math.round((seconds * LEFTOVER_EXPECTED_PERCENTS) / 100);
  return server.terminationAt + Math.min(expected, LEFTOVER_EXPECTED_SECONDS_MAX) * SECOND_MS;
}

function isUncertain(drill: Drill): boolean {
  const acting = Object.values(drill.open).some((open) => ACTS.has(open.kind as EffectKind));
  return acting || drill.seeksJobs === true || drill.launches.some((launch) => launch.state === 'ASKED');
}

function jobIdOf(drill: Drill, server: Server): string | undefined {
  return server.launch === undefined ? undefined : drill.launches[server.launch]?.jobId;
}

/** What the guard terminated, with the volumes that EC2 shows no more once the instances are gone. */
export function guardTerminated(step: Step, input: Extract<Input, { type: 'GuardTerminated' }>): undefined {
  const { jobId, instanceIds, attached = [] } = input;
  if (step.drill.phase === 'ENDED') return;
  record(step, { type: 'GuardTerminated', jobId, instanceIds });
  const ofServer = (one: Attached) => step.drill.servers[one.sourceServerId]?.instanceId === one.instanceId;
  for (const one of attached.filter(ofServer)) record(step, { type: 'VolumesSeen', ...one });
}
