import {
  EFFECT_TIMEOUT_SECONDS,
  LEAK_AFTER_SECONDS,
  SECOND_MS,
  TERMINATION_PAUSE_SECONDS,
  TERMINATION_TIMEOUT_SECONDS,
} from '../bounds.ts';
import { awaitsChecksAfterCleanup } from '../checks/afterCleanup.ts';
import type { Instant, OpenEffect, Server } from '../drill.ts';
import { type KeysByKind, launchStartedBy } from '../effectKeys.ts';
import type { Attached, Input } from '../inputs.ts';
import { handleLaunch, lookAtLaunches } from '../launching/followLaunches.ts';
import { awaitsActions, lookAtActions } from '../launching/launchActions.ts';
import { jobIdOf, searchFrom, serversInLaunch, unresolvedLaunches } from '../launching/launches.ts';
import { launchTag } from '../launching/launchTag.ts';
import { jobsFound, seekJobs } from '../launching/seekJobs.ts';
import type { PhaseRules } from '../phase.ts';
import { heldUntil, yieldedServers } from '../recoveries.ts';
import { ask, fires, inChunks, isOpen, mayAsk, record, type Step, setTimer, setTimerBy } from '../step.ts';
import { endDrill, refuseSteering, settleGivenUp } from './ending.ts';
import { explained, knownOf, lookIntoLeak, reportLeak } from './leaks.ts';
import { instanceReportedGone, leftoverSeen, lookForLeftovers } from './leftovers.ts';
import { isUncertain, owesAny } from './owed.ts';
import { terminable } from './terminable.ts';
import { earlySize, halveEarlySize, halveSize, useFullSizes } from './terminationSize.ts';
import { recoveriesSeen } from './yield.ts';

/** TERMINATING: everything that was or may have been launched is terminated, and looked for until it is proved gone. */
export const terminating: PhaseRules = {
  handle(step, input, failed) {
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
        for (const { sourceServerId, unreported = [], ...why } of input.servers)
          explained(step, sourceServerId, { ...knownOf(step.drill, sourceServerId, unreported), ...why });
        return undefined;
      case 'EffectFailed':
        return callFailed(step, input, failed);
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return handleLaunch(step, input, failed);
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
    reportLeak(step);
    lookIntoLeak(step);
    if (owesAny(step.drill) || isUncertain(step.drill) || awaitsActions(step)) return;
    if (!awaitsChecksAfterCleanup(step)) endDrill(step);
  },
};

/** A launch that was taken but never answered counts as launched until a late enough look finds no job. */
function resolveLaunches(step: Step): void {
  // The search for all jobs of the drill may find them as well.
  if (step.drill.seeksJobs === true) return;
  step.drill.launches.forEach((launch, index) => {
    if (launch.state !== 'REQUESTED' || isOpen(step.drill, `start/${index}`)) return;
    const key = `find/${index}` as const;
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
      EFFECT_TIMEOUT_SECONDS,
    );
  });
}

function launchNotFound(step: Step, launch: number): undefined {
  if (step.drill.launches[launch]?.state === 'REQUESTED') {
    record(step, { type: 'LaunchVoid', launch, reason: 'A late look found no job for it.' });
  }
}

/** A launch that was certainly refused started nothing. One with a lost answer is looked for. */
function startFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, launch: number): undefined {
  if (input.kind === 'UNKNOWN_RESULT') record(step, { type: 'LaunchUnanswered', launch });
  if (step.drill.launches[launch]?.unanswered === true) return;
  record(step, { type: 'LaunchVoid', launch, reason: input.message });
}

function terminate(step: Step): void {
  fires(step, 'termination');
  fires(step, 'unproven');
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
  for (const [launch, servers] of Map.groupBy(ready.filter(isEarly), ([, server]) => server.launch ?? -1)) {
    inChunks(servers, earlySize(step.drill)).forEach((chunk, index) => {
      askToTerminate(step, `${EARLY}${launch}/${index}`, chunk);
    });
  }
}

/** Keys for servers whose launch still runs for other servers. */
const EARLY = 'terminate/early/';

function askToTerminate(step: Step, key: KeysByKind['Terminate'], servers: [string, Server][]): void {
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

/** Nothing is terminated during a real recovery, and what stays up meanwhile is no leak. */
function waitForRecovery(step: Step, until: Instant): void {
  if (!Number.isFinite(until) || terminable(step.drill).length === 0) return;
  setTimer(step, 'termination', until);
  if (step.drill.cleanup !== 'LEAKED') setTimer(step, 'deadline/leak', until + LEAK_AFTER_SECONDS * SECOND_MS);
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
  if (unproven.length > 0) setTimerBy(step, 'unproven', step.at + TERMINATION_TIMEOUT_SECONDS * SECOND_MS);
  useFullSizes(step);
  if (terminable(step.drill).length > 0) {
    setTimer(step, 'termination', step.at + TERMINATION_PAUSE_SECONDS * SECOND_MS);
  }
  // The next look follows from what has been accepted so far.
  setTimer(step, 'leftovers', null);
}

/** A termination is all or nothing. When it is refused, the drill checks what is gone, and requests half as many. */
function callFailed(step: Step, input: Extract<Input, { type: 'EffectFailed' }>, failed?: OpenEffect): undefined {
  const started = failed && launchStartedBy(failed);
  if (started !== undefined) return startFailed(step, input, started);
  if (failed?.kind !== 'Terminate') return;
  if (input.kind === 'LEVER' && step.drill.frozen === undefined)
    record(step, { type: 'CleaningFrozen', because: input.message });
  if (input.kind !== 'CONFLICT' && input.kind !== 'INVALID' && input.kind !== 'NOT_FOUND') return;
  if (failed.key.startsWith(EARLY)) {
    halveEarlySize(step);
  } else {
    setTimer(step, 'leftovers', step.at);
    halveSize(step);
  }
}

/** What the guard terminated, with the volumes that EC2 no longer shows once the instances are gone. */
export function guardTerminated(step: Step, input: Extract<Input, { type: 'GuardTerminated' }>): undefined {
  const { jobId, instanceIds, attached = [] } = input;
  if (step.drill.phase === 'ENDED') return;
  record(step, { type: 'GuardTerminated', jobId, instanceIds });
  // A restored record may not know its instance yet. The instance's id links what is kept here to it.
  const isOurs = ({ sourceServerId, instanceId }: Attached) => {
    const server = step.drill.servers[sourceServerId];
    return server !== undefined && (server.instanceId ?? instanceId) === instanceId;
  };
  for (const one of attached.filter(isOurs)) record(step, { type: 'VolumesSeen', ...one });
}
