import { INSTANCE_LISTED_SECONDS, SECOND_MS } from '../bounds.ts';
import { beginTermination, giveUp, refuseSteering, stopDrill } from '../cleaning/ending.ts';
import type { Drill } from '../drill.ts';
import type { Input } from '../inputs.ts';
import { failuresOf, hasLaunchedNothing } from '../neverLaunched.ts';
import type { PhaseRules } from '../phase.ts';
import { hardStopCovers, isHardStopOut } from '../phases/hardStop.ts';
import { inspectAgain, inspectionSeen, isInspected, isUnproved } from '../phases/inspection.ts';
import { needOfDrill } from '../phases/needOfDrill.ts';
import { handleVerification, lookAtInstances } from '../phases/verify.ts';
import { checkServer } from '../preflight.ts';
import {
  ask,
  beginPhase,
  decideOutcome,
  fires,
  inChunks,
  isOpen,
  mayAsk,
  record,
  type Step,
  serversOf,
  setTimer,
  someServer,
} from '../step.ts';
import { mayBeginAfter } from './betweenWaves.ts';
import { handleLaunch, lookAtLaunches, serverReported } from './followLaunches.ts';
import { lookAtActions } from './launchActions.ts';
import { serversInLaunch } from './launches.ts';
import { startOf } from './launchRequest.ts';
import { giveUpOptional, isAbandoned } from './optionalWaves.ts';
import { launchRefused, planLaunch } from './refusedLaunch.ts';

/**
 * LAUNCHING: starts wave after wave, each in as many jobs as its size needs. Each is followed until every server has a
 * result.
 */
export const launching: PhaseRules = {
  handle(step, input, failed) {
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
        return handleLaunch(step, input, failed) ?? handleVerification(step, input);
    }
  },
  proceed(step) {
    const wave = step.drill.waves.findIndex((one) => one.state !== 'LAUNCHED');
    if (wave === -1) beginPhase(step, 'VERIFYING');
    else if (step.drill.waves[wave]?.state === 'WAITING' && mayBeginAfter(step, wave)) beginWave(step, wave);
    if (step.drill.phase === 'LAUNCHING' && step.drill.waves[wave]?.state === 'LAUNCHING') followWave(step, wave);
    if (step.drill.phase !== 'LAUNCHING') return;
    lookAtInstances(step);
    lookAtActions(step);
  },
};

function beginWave(step: Step, wave: number): void {
  const { drill } = step;
  // A job may run for some seconds after its last server, and the reserved quota allows no more jobs at once.
  if (drill.launches.some((launch) => launch.state === 'STARTED' && !isAbandoned(drill, launch)))
    return lookAtLaunches(step);
  const deadlineAt = step.at + drill.terms.launchAllowanceSeconds * SECOND_MS;
  if (!hardStopCovers(step, deadlineAt + drill.terms.bootSecondsMax * SECOND_MS)) {
    if (isHardStopOut(drill)) {
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

function followWave(step: Step, wave: number): void {
  const isWaiting = someServer(step.drill, (server) => server.wave === wave && server.result === undefined);
  if (!isWaiting) return waveLaunched(step, wave);
  if (fires(step, 'deadline/wave')) {
    const message = `Wave ${wave + 1} did not launch within its launch allowance.`;
    if (giveUpOptional(step, wave, message)) return waveLaunched(step, wave);
    return giveUp(step, { check: 'launch-allowance', message });
  }
  step.drill.launches.forEach((launch, index) => {
    if (launch.state !== 'PLANNED' && launch.state !== 'REQUESTED') return;
    if (!mayAsk(step, `start/${index}`)) return;
    if (launch.state === 'PLANNED' && openLaunches(step.drill) >= needOfDrill(step.drill).jobs) return;
    // An earlier attempt may have launched them. An inspection would then mistake our own instances for a third
    // party's.
    if (launch.unanswered === true || isInspected(step, serversInLaunch(step.drill, index))) startLaunch(step, index);
    else inspectAgain(step, index, serversInLaunch(step.drill, index));
  });
  lookAtLaunches(step);
}

/** The halves of a refused launch are more jobs than the drill reserved. */
function openLaunches(drill: Drill): number {
  const open = drill.launches.filter(({ state }) => state === 'REQUESTED' || state === 'STARTED');
  return open.filter((launch) => !isAbandoned(drill, launch)).length;
}

function startLaunch(step: Step, index: number): void {
  record(step, { type: 'LaunchRequested', launch: index });
  ask(step, `start/${index}`, startOf(step.drill, index));
}

/** Hours may pass between validation and launch. A server that would fail its validation now is not launched. */
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

/** Its launch was not requested yet, or it certainly started nothing. */
export function isYetToStart(drill: Drill, sourceServerId: string): boolean {
  const index = drill.servers[sourceServerId]?.launch ?? -1;
  const launch = drill.launches[index];
  if (launch === undefined || launch.unanswered === true || isOpen(drill, `start/${index}`)) return false;
  return launch.state === 'PLANNED' || launch.state === 'REQUESTED';
}

/** The performer found no job of an earlier attempt, and the inspections are too old for another one. */
function startedNothing(step: Step, index: number): undefined {
  if (step.drill.launches[index]?.state === 'REQUESTED')
    record(step, { type: 'LaunchDeferred', launch: index, reason: 'The inspections of its servers are too old.' });
}

function waveLaunched(step: Step, wave: number): void {
  const servers = serversOf(step.drill).filter(([, server]) => server.wave === wave);
  const failed = servers.filter(([, server]) => server.result === 'FAILED').length;
  record(step, { type: 'WaveLaunched', wave, launched: servers.length - failed, failed });
  const isFailed = failed > 0 && step.drill.waves[wave]?.optional !== true;
  setTimer(step, 'deadline/wave', null);
  setTimer(step, `boot/${wave}`, step.at + INSTANCE_LISTED_SECONDS * SECOND_MS);
  const stopped = servers.filter(([, server]) => server.stoppedBy !== undefined);
  if (isFailed && stopped.length === servers.length && hasLaunchedNothing(step.drill))
    return stopDrill(step, failuresOf(stopped));
  if (isFailed) {
    const [first] = stopped;
    const because = first === undefined ? '' : ` ${stopped.length} of them were stopped: ${first[1].error ?? ''}`;
    decideOutcome(
      step,
      'FAILED',
      `${failed} of ${servers.length} servers of wave ${wave + 1} did not launch.${because}`,
    );
  }
  const { onLaunchFailure } = step.drill.terms;
  if (isFailed && onLaunchFailure === 'TERMINATE') beginTermination(step);
  else if (isFailed && onLaunchFailure === 'HOLD') beginPhase(step, 'VERIFYING');
  else launching.proceed(step);
}
