import type { StateSeen } from '../../drill/inputs.ts';
import type { Ec2Instance } from '../ports.ts';

/** The state of an instance, as EC2 reports it. */
export function stateOf(instance: Ec2Instance | undefined): Omit<StateSeen, 'sourceServerId'> {
  if (instance === undefined) return { state: null };
  const { state, downAt, reason, startedAt } = instance;
  return {
    state: state === UNREPORTED ? null : state,
    ...(downAt !== undefined && { downAt }),
    ...(reason !== undefined && { reason }),
    ...(startedAt !== undefined && { startedAt }),
  };
}

/** EC2 describes it without its state. */
const UNREPORTED = 'unknown';
