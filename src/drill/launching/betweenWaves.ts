import { SECOND_MS } from '../bounds.ts';
import { beginTermination, giveUp } from '../cleaning/ending.ts';
import { counted } from '../counted.ts';
import type { Instant, Wave } from '../drill.ts';
import { hardStopCovers, isHardStopOut } from '../phases/hardStop.ts';
import { isUndecided } from '../phases/verify.ts';
import { beginPhase, decideOutcome, record, type Step, serversOf, setTimer } from '../step.ts';

/**
 * Whether a wave may begin after the one before it: that one is verified where the wave asks for it, and the pause is
 * over. Instances are up meanwhile, so a hard stop must cover all of it first.
 */
export function mayBeginAfter(step: Step, wave: number): boolean {
  const { startWhen, waitSeconds = 0 } = step.drill.waves[wave] as Wave;
  if (wave === 0 || (startWhen === undefined && waitSeconds === 0)) return true;
  if (!isCovered(step, wave)) return false;
  if (startWhen === 'VERIFIED' && !isVerified(step, wave - 1)) return false;
  return isPauseOver(step, wave, waitSeconds);
}

function isCovered(step: Step, wave: number): boolean {
  if (hardStopCovers(step, latestEnd(step, wave))) return true;
  if (isHardStopOut(step.drill)) {
    const message = `No hard stop could be armed for the time before wave ${wave + 1}.`;
    giveUp(step, { check: 'hard-stop', message });
  }
  return false;
}

/** When the instances of the wave must be up at the latest. */
function latestEnd({ drill, at }: Step, wave: number): Instant {
  const { startWhen, waitSeconds = 0 } = drill.waves[wave] as Wave;
  const { bootSecondsMax, launchAllowanceSeconds } = drill.terms;
  const before = startWhen === 'VERIFIED' ? bootSecondsMax : 0;
  const from = drill.waves[wave - 1]?.launchedAt ?? at;
  return from + (before + waitSeconds + launchAllowanceSeconds + bootSecondsMax) * SECOND_MS;
}

/** A required server that does not work is treated like one that did not launch. */
function isVerified(step: Step, wave: number): boolean {
  const launched = serversOf(step.drill).filter(([, server]) => server.wave === wave && server.result === 'LAUNCHED');
  if (launched.some(([, server]) => isUndecided(server))) return false;
  const failed = launched.filter(([, server]) => server.verificationFailed === true || server.lost !== undefined);
  if (failed.length === 0 || step.drill.waves[wave]?.optional === true) return true;
  decideOutcome(step, 'FAILED', `${counted(failed.length, 'server')} of wave ${wave + 1} could not be verified.`);
  const { onLaunchFailure } = step.drill.terms;
  if (onLaunchFailure === 'TERMINATE') beginTermination(step);
  else if (onLaunchFailure === 'HOLD') beginPhase(step, 'VERIFYING');
  return onLaunchFailure === 'CONTINUE';
}

function isPauseOver(step: Step, wave: number, waitSeconds: number): boolean {
  if (waitSeconds === 0) return true;
  const until = step.drill.waves[wave]?.waitsUntil ?? step.at + waitSeconds * SECOND_MS;
  if (step.drill.waves[wave]?.waitsUntil === undefined) record(step, { type: 'WavePaused', wave, until });
  setTimer(step, 'wave', step.at < until ? until : null);
  return step.at >= until;
}
