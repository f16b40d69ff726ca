import type { Input } from '../drill/inputs.ts';
import type { LoadedDrill, Ports } from './ports.ts';

/**
 * Orders the inputs of a drill. The findings of a refused save come first: without them, the same save would be refused
 * again. A restore of the table that is not handled yet comes next: no decision may rest on an old record.
 */
export async function inOrder(
  { restore, clock }: Ports,
  loaded: LoadedDrill | undefined,
  foundOut: readonly Input[],
  incoming: readonly Input[],
): Promise<Input[]> {
  const isOpen = loaded !== undefined && loaded.drill.phase !== 'ENDED';
  if (!isOpen || (await restore.isTakenIn())) return [...foundOut, ...incoming];
  return [...foundOut, { type: 'Restored', at: clock.now(), restored: restore.marker }, ...incoming];
}
