import { HOLD_EXTENSION_SECONDS_MIN, SECOND_MS } from '../bounds.ts';
import { undecidedRequired } from '../checks/check.ts';
import { isChecked, judgeChecks, namesOf, runChecks } from '../checks/runChecks.ts';
import { type Ending, settleChecks } from '../checks/settleChecks.ts';
import { beginTermination } from '../cleaning/ending.ts';
import { instanceReportedGone } from '../cleaning/leftovers.ts';
import type { Instant } from '../drill.ts';
import { handleLaunch, lookAtLaunches } from '../launching/followLaunches.ts';
import { isUndone, lookAtActions } from '../launching/launchActions.ts';
import type { PhaseRules, Refusal } from '../phase.ts';
import { beginPhase, decideOutcome, record, type Step, setTimer, someServer } from '../step.ts';
import { hardStopCovers, isHardStopOut } from './hardStop.ts';

/** HOLDING: people test the instances until the hold's end, which they may move or bring forward. */
export const holding: PhaseRules = {
  handle(step, input) {
    switch (input.type) {
      case 'HoldUntilRequested':
        return extend(step, input.by, input.holdUntil);
      case 'HoldEndRequested':
        return endEarly(step, input.by, input.force === true);
      case 'InstanceReportedGone':
        return instanceReportedGone(step, input.sourceServerId, input.instanceId);
      default:
        return handleLaunch(step, input);
    }
  },
  proceed(step) {
    const { drill } = step;
    lookAtLaunches(step);
    lookAtActions(step);
    runChecks(step);
    if (drill.holdWanted !== undefined) armExtension(step, drill.holdWanted);
    const until = drill.holdUntil ?? step.at;
    if (step.at >= until) endHold(step, null, 'ON_TIME');
    else if (isChecked(drill) && !someServer(drill, isUndone)) endHold(step, null, 'CHECKED');
    else setTimer(step, 'hold', until);
  },
};

/** When everything is verified, the hold begins as soon as a hard stop after its end exists. */
export function beginHold(step: Step): void {
  const { holdSeconds } = step.drill.terms;
  const until = step.at + holdSeconds * SECOND_MS;
  if (holdSeconds === 0) return beginTermination(step);
  if (hardStopCovers(step, until)) {
    record(step, { type: 'HoldBegan', until });
    beginPhase(step, 'HOLDING');
  } else if (isHardStopOut(step.drill)) {
    decideOutcome(step, 'FAILED', 'No hard stop could be armed for the hold, so the drill had no hold.');
    beginTermination(step);
  }
}

function extend(step: Step, by: string, until: Instant): Refusal | undefined {
  const { drill } = step;
  const current = drill.holdWanted ?? drill.holdUntil ?? step.at;
  const latest = drill.phaseAt + drill.limits.holdSecondsMax * SECOND_MS;
  if (until === current) return undefined;
  if (until < current + HOLD_EXTENSION_SECONDS_MIN * SECOND_MS) {
    return {
      status: 422,
      code: 'hold-not-longer',
      message: `holdUntil must be at least ${HOLD_EXTENSION_SECONDS_MIN} s later than the current end of the hold; POST …/hold/end ends it early.`,
    };
  }
  if (until > latest) {
    return {
      status: 422,
      code: 'hold-too-long',
      message: `holdUntil must not be later than ${new Date(latest).toISOString()}.`,
    };
  }
  record(step, { type: 'HoldExtensionRequested', by, until });
  return undefined;
}

/** An extension takes effect only when a hard stop after it exists. Until then the hold ends as before. */
function armExtension(step: Step, until: Instant): void {
  if (hardStopCovers(step, until)) record(step, { type: 'HoldExtended', until });
  else if (isHardStopOut(step.drill)) {
    record(step, { type: 'HoldExtensionFailed', reason: 'No hard stop could be armed for the new end of the hold.' });
  }
}

/** A person ends the hold. What has no result by then counts as not run, so that is said before. */
function endEarly(step: Step, by: string, force: boolean): Refusal | undefined {
  const undecided = undecidedRequired(step.drill.checks);
  if (undecided.length === 0 || force) return endHold(step, by, 'BY_PERSON');
  const [count, they] = undecided.length === 1 ? ['A required check has', 'it'] : ['Required checks have', 'they'];
  const message = `${count} no result yet: ${namesOf(undecided)}. With force the hold ends; ${they} would be NOT_RUN, and the drill FAILED.`;
  return { status: 409, code: 'checks-running', message };
}

function endHold(step: Step, by: string | null, ending: Ending): undefined {
  settleChecks(step, ending);
  judgeChecks(step);
  record(step, { type: 'HoldEnded', by, ...(ending === 'CHECKED' && { checked: true as const }) });
  setTimer(step, 'hold', null);
  beginTermination(step);
}
