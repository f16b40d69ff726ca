import type { Server } from '../drill/drill.ts';
import { hasPassed } from './trialMeasures.ts';

/**
 * Whether a server itself kept its drill from proving it: a check of its own, its launch, its verification, or a loss.
 * What stopped the whole drill says nothing about it, such as the lever, or another server's check.
 */
export function isAtFault(
  server: Server,
  { stopped, checkFailed }: { stopped: boolean; checkFailed: boolean },
): boolean {
  if (checkFailed) return true;
  if (server.result === 'FAILED') return !OF_PEOPLE.has(server.stoppedBy ?? '');
  return !stopped && !hasPassed(server);
}

/** The checks by which people stop all launches. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['lever-open', 'blackout']);
