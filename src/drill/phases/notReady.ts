import type { Server } from '../drill.ts';
import type { InstanceSeen } from '../inputs.ts';

/** An instance that DRS does not list yet, or of which EC2 tells nothing certain, may work all the same. */
export function isNotReady({ stopped }: Server, { state, statusChecks }: InstanceSeen): boolean {
  if (state !== 'running') return state !== null && NOT_RUNNING.has(state);
  return stopped === true || (statusChecks !== null && NOT_PASSED.has(statusChecks));
}

/** EC2 API reference, InstanceState and InstanceStatusSummary; what else is said there, or may be one day, leaves it open. */
const NOT_RUNNING: ReadonlySet<string> = new Set(['pending', 'stopping', 'stopped', 'shutting-down', 'terminated']);
const NOT_PASSED: ReadonlySet<string> = new Set(['initializing', 'impaired']);
