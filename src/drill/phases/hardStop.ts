import { HARD_STOP_FAILURES_MAX, HARD_STOP_MARGIN_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Drill, Instant } from '../drill.ts';
import { ask, mayAsk, record, type Step } from '../step.ts';

/** Whether a hard stop exists that fires after `until`. If not, it is requested. */
export function hardStopCovers(step: Step, until: Instant): boolean {
  if ((step.drill.hardStop?.at ?? 0) >= until) return true;
  if (mayAsk(step, 'hardStop')) {
    const n = step.drill.hardStopCount + 1;
    const stopAt = until + HARD_STOP_MARGIN_SECONDS * SECOND_MS;
    record(step, { type: 'HardStopRequested', n, stopAt });
    ask(step, 'hardStop', { kind: 'ArmHardStop', n, stopAt });
  }
  return false;
}

/** Arming it has failed so often that it will not work. Without a hard stop nothing is launched or held. */
export function isHardStopOut({ failures }: Drill): boolean {
  return (failures['hardStop'] ?? 0) >= HARD_STOP_FAILURES_MAX;
}
