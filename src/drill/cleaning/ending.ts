import { LEAK_AFTER_SECONDS, SECOND_MS } from '../bounds.ts';
import { judgeChecks } from '../checks/runChecks.ts';
import { settleChecks } from '../checks/settleChecks.ts';
import { objectivesOf } from '../clocks.ts';
import type { Drill, FailedCheck, OpenEffect } from '../drill.ts';
import { launchStartedBy } from '../effectKeys.ts';
import { settleActions } from '../launching/launchActions.ts';
import { hasLaunchedNothing, wasNeverLaunched } from '../neverLaunched.ts';
import type { PhaseRules, Refusal } from '../phase.ts';
import { loseUnreported } from '../phases/losses.ts';
import { warnOfMissingEvents } from '../phases/warnings.ts';
import { beginPhase, decideOutcome, NOTHING_HERE, record, type Step, setTimer, someServer, withdraw } from '../step.ts';
import { timersSet } from '../timers.ts';
import { owesAny } from './owed.ts';

/**
 * Ends whichever phase the drill is in. Launches that no performer has taken are withdrawn, and the rest is cleaned up.
 */
export function beginTermination(step: Step): void {
  settleChecks(step, 'OTHERWISE');
  for (const [timer] of timersSet(step.drill.timers)) setTimer(step, timer, null);
  for (const [effectId, open] of Object.entries(step.drill.open)) {
    if (open.takenAt === undefined && (open.kind === 'StartRecovery' || isMoot(open)))
      withdrawStart(step, effectId, open);
  }
  step.drill.launches.forEach((launch, index) => {
    if (launch.state === 'PLANNED')
      record(step, { type: 'LaunchVoid', launch: index, reason: 'The drill ended first.' });
  });
  beginPhase(step, 'TERMINATING');
  if (owesAny(step.drill)) record(step, { type: 'CleanupChanged', cleanup: 'RUNNING' });
  setTimer(step, 'deadline/leak', step.at + LEAK_AFTER_SECONDS * SECOND_MS);
  setTimer(step, 'leftovers', step.at);
  setTimer(step, 'launchLook', step.at);
}

/** A drill that is stopped before it has launched anything is REJECTED: it says nothing about any server. */
export function stopDrill(step: Step, failures: FailedCheck[]): void {
  record(step, { type: 'ChecksFailed', failures });
  decideOutcome(step, 'REJECTED', rejection(step.drill));
  beginTermination(step);
}

/** Gives a drill up. Its outcome stays open until it is known whether anything was launched. */
export function giveUp(step: Step, failure: FailedCheck): void {
  if (hasLaunchedNothing(step.drill)) return stopDrill(step, [failure]);
  record(step, { type: 'GivenUp', failure });
  beginTermination(step);
}

/** The late look for unanswered launches shows whether the drill that gave up has launched anything. */
export function settleGivenUp(step: Step): void {
  const { givenUp, outcome, launches, seeksJobs } = step.drill;
  if (givenUp === undefined || outcome !== undefined || seeksJobs === true) return;
  if (hasLaunchedNothing(step.drill)) {
    record(step, { type: 'ChecksFailed', failures: [givenUp] });
    decideOutcome(step, 'REJECTED', rejection(step.drill));
  } else if (launches.some(({ jobId }) => jobId !== undefined)) {
    decideOutcome(step, 'FAILED', givenUp.message);
  }
}

/** Why a drill is REJECTED: the message of the only failed check, or the number of failed checks. */
function rejection({ failedCheckCount, failedChecks: [first] }: Drill): string {
  if (failedCheckCount === 1 && first !== undefined) return `Nothing was launched: ${first.message}`;
  return `${failedCheckCount} checks failed before anything was launched.`;
}

/** Validation failed; nothing was launched. */
export function reject(step: Step): void {
  decideOutcome(step, 'REJECTED', rejection(step.drill));
  endDrill(step);
}

/** A hold can be extended or ended only while the drill is HOLDING. */
export function refuseSteering(step: Step): Refusal {
  const message = `The hold can be changed only while the drill is HOLDING; the drill is ${step.drill.phase}.`;
  return { status: 409, code: 'not-holding', message };
}

/** ENDED: nothing changes any more. */
export const ended: PhaseRules = {
  handle(step, input) {
    const steering = input.type === 'HoldUntilRequested' || input.type === 'HoldEndRequested';
    return steering ? refuseSteering(step) : NOTHING_HERE;
  },
  proceed() {},
};

/** Settles open questions, releases claims and quota, and ends the drill. */
export function endDrill(step: Step): void {
  const { drill } = step;
  const launched = someServer(drill, (server) => !wasNeverLaunched(drill, server));
  const acknowledged = someServer(drill, (server) => server.gone === 'ACKNOWLEDGED');
  const proved = launched ? 'CLEAN' : 'NOT_NEEDED';
  const cleanup = acknowledged ? 'LEAKED' : proved;
  if (drill.cleanup !== cleanup) record(step, { type: 'CleanupChanged', cleanup });
  loseUnreported(step);
  settleActions(step);
  settleChecks(step, 'AT_LAST');
  judgeChecks(step);
  const objectives = objectivesOf(drill);
  if (objectives?.verdict === 'MISSED') decideOutcome(step, 'OBJECTIVE_MISSED', objectives.why ?? '');
  const which = drill.waves.some(({ optional }) => optional === true) ? 'Every required server' : 'Every server';
  decideOutcome(step, 'PASSED', `${which} was launched, verified, held and proved gone.`);
  if (drill.claimed) record(step, { type: 'ClaimsReleased' });
  if (drill.reserved) record(step, { type: 'QuotaReleased' });
  for (const effectId of Object.keys(drill.open)) withdraw(step, effectId);
  warnOfMissingEvents(step);
  record(step, { type: 'DrillEnded' });
}

/** Looks of earlier phases, whose answers would change nothing now. */
function isMoot(open: OpenEffect): boolean {
  return [
    'Inspect',
    'FindCandidates',
    'FindBusy',
    'FindServers',
    'Forecast',
    'LookAtPoints',
    'LookAtInstances',
    'LookAtActions',
    'RunCheck',
    'SendCommand',
    'LookAtCommand',
    'CallFunction',
  ].includes(open.kind);
}

function withdrawStart(step: Step, effectId: string, open: OpenEffect): void {
  withdraw(step, effectId);
  const launch = launchStartedBy(open);
  if (launch === undefined) return;
  // An earlier attempt may have started it although its answer was lost. Then the job must be looked for.
  if (step.drill.launches[launch]?.unanswered !== true)
    record(step, { type: 'LaunchVoid', launch, reason: 'The drill ended first.' });
}
