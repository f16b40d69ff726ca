import type { Input } from '../drill/inputs.ts';
import type { LoadedDrill, Ports } from './ports.ts';

/**
 * What a drill hears, in order. What a refused save has found out comes first: decided without it, the same save would be refused again.
 * Until a restore of the table is taken in, the drill hears of that next: by an old record nothing may be decided.
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
