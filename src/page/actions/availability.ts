import type { Drill } from '../api/client.ts';
import { utcText } from '../words/utcText.ts';

/** Whether an action is offered. A button that can still work later is shown disabled, with the reason in words. */
export type Availability = { kind: 'READY' } | { kind: 'ABSENT' } | { kind: 'DISABLED'; because: string };

/** Whether a drill can be cancelled. */
export function cancelAvailability(drill: Drill): Availability {
  if (drill.phase === 'ENDED') return ABSENT;
  if (drill.quarantined !== null) return QUARANTINED;
  if (drill.phase !== 'TERMINATING') return READY;
  return disabled(`It is already cleaning up: ${drill.why ?? 'its hold has ended.'}`);
}

/** Whether a hold can be extended. */
export function extendAvailability(drill: Drill): Availability {
  if (drill.hold.seconds === 0) return ABSENT;
  return holdAvailability(drill);
}

/** Whether a hold can be ended early. */
export function endAvailability(drill: Drill): Availability {
  if (drill.hold.seconds === 0) return ABSENT;
  return holdAvailability(drill);
}

function holdAvailability(drill: Drill): Availability {
  if (drill.phase === 'ENDED' || drill.phase === 'TERMINATING' || drill.terms.dryRun === true) return ABSENT;
  if (drill.quarantined !== null) return QUARANTINED;
  return drill.phase === 'HOLDING' ? READY : disabled(`It is ${drill.phase}, so it has no hold to change yet.`);
}

/** Whether a leak can be acknowledged. */
export function acknowledgeAvailability(drill: Drill): Availability {
  if (drill.phase !== 'TERMINATING' || drill.cleanup !== 'LEAKED') return ABSENT;
  return drill.quarantined === null ? READY : QUARANTINED;
}

/** Whether a verdict on a check is awaited from people, and can be given now. */
export function verdictAvailability(drill: Drill, name: string): Availability {
  const check = drill.checks.find((one) => one.name === name);
  if (check === undefined || check.links.verdict === null || drill.phase === 'ENDED') return ABSENT;
  if (check.state !== 'WAITING' && check.state !== 'RUNNING') return ABSENT;
  if (drill.quarantined !== null) return QUARANTINED;
  if (drill.phase === 'HOLDING') return READY;
  return disabled(
    drill.hold.endedAt === null
      ? 'A verdict can be given once the hold has begun.'
      : `The hold ended at ${utcText(drill.hold.endedAt)}; a verdict comes before that.`,
  );
}

const READY: Availability = { kind: 'READY' };
const ABSENT: Availability = { kind: 'ABSENT' };

function disabled(because: string): Availability {
  return { kind: 'DISABLED', because };
}

const QUARANTINED = disabled('It is quarantined and accepts no actions; the guard cleans up after it.');
