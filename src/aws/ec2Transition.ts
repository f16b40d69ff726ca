import type { Instance } from '@aws-sdk/client-ec2';
import type { Instant } from '../drill/drill.ts';

/**
 * EC2 API reference, Instance: StateTransitionReason may be empty, for example after a shutdown from inside the
 * instance; StateReason then has the reason. After a user's request it ends with the time: "User initiated (2026-03-01
 * 10:01:00 GMT)"(as shown by `aws ec2 describe-instances`).
 */
export function transitionOf({ State, StateTransitionReason: said = '', StateReason }: Instance) {
  if (!DOWN.has(State?.Name ?? '')) return {};
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)$/.exec(said) ?? [];
  const downAt = momentOf(new Date(`${day}T${time}Z`));
  const reason = StateReason?.Message || said;
  return {
    ...(downAt !== null && { downAt }),
    ...(reason !== '' && { reason }),
  };
}

const DOWN: ReadonlySet<string> = new Set(['stopping', 'stopped', 'shutting-down', 'terminated']);

/** EC2 API reference, Instance: LaunchTime, which changes at every start. */
export function startOf({ LaunchTime }: Instance): { startedAt?: Instant } {
  const startedAt = momentOf(LaunchTime);
  return startedAt === null ? {} : { startedAt };
}

/** Converts a date of the SDK to an instant. */
export function momentOf(date: Date | undefined): Instant | null {
  const at = date?.getTime();
  return at === undefined || Number.isNaN(at) ? null : at;
}
