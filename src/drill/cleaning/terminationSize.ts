import type { Drill } from '../drill.ts';
import { record, type Step } from '../step.ts';
import { terminable } from './terminable.ts';

/** After a refused call, the next ones name half as many servers. */
export function halveSize(step: Step): void {
  const { terminationSize } = step.drill;
  const servers = half(step, terminationSize);
  if (servers < terminationSize) record(step, { type: 'TerminationSized', servers });
}

/** The same for calls while the launch still runs for other servers. */
export function halveEarlySize(step: Step): void {
  const early = half(step, earlySize(step.drill));
  if (early < earlySize(step.drill)) record(step, { type: 'TerminationSized', servers: early, early: true });
}

/** Early calls have a size of their own: a job that runs for hours refuses them, and must not make the others small. */
export function earlySize({ earlyTerminationSize, limits }: Drill): number {
  return earlyTerminationSize ?? limits.serversPerJob;
}

/** After an accepted call, the next ones name as many servers as fit a job. */
export function useFullSizes(step: Step): void {
  const { serversPerJob: servers } = step.drill.limits;
  if (step.drill.terminationSize < servers) record(step, { type: 'TerminationSized', servers });
  if (earlySize(step.drill) < servers) record(step, { type: 'TerminationSized', servers, early: true });
}

/** If the call named fewer than possible, the refused ones are those that it named. */
function half({ drill }: Step, size: number): number {
  return Math.ceil(Math.min(size, Math.max(terminable(drill).length, 1)) / 2);
}
