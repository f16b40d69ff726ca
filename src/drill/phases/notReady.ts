import type { Server } from '../drill.ts';
import type { InstanceSeen } from '../inputs.ts';

/** An instance that DRS does not list yet, or with an unknown state in EC2, may be working. */
export function isNotReady({ stopped }: Server, { state, statusChecks }: InstanceSeen): boolean {
  if (state !== 'running') return state !== null && NOT_RUNNING.has(state);
  return stopped === true || (statusChecks !== null && NOT_PASSED.has(statusChecks));
}

/** EC2 API reference, InstanceState and InstanceStatusSummary. Any other value decides nothing. */
const NOT_RUNNING: ReadonlySet<string> = new Set(['pending', 'stopping', 'stopped', 'shutting-down', 'terminated']);
const NOT_PASSED: ReadonlySet<string> = new Set(['initializing', 'impaired']);
