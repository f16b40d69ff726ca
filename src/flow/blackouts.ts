import type { Blackout, Blackouts } from '../drill/phases/blackouts.ts';
import { changeLever, EVERYWHERE } from './leverInForce.ts';
import type { Ports } from './ports.ts';

/** Who replaces the blackouts, and on which ones. */
export interface WantedBlackouts {
  list: Blackout[];
  by: string;
  /** Whether they may replace those that are kept now. */
  mayReplace(kept: Blackouts | undefined): boolean;
}

/** The blackouts of the deployment; undefined when none were ever set. Strongly consistent. */
export async function readBlackouts({ levers }: Pick<Ports, 'levers'>): Promise<Blackouts | undefined> {
  return (await levers.load(EVERYWHERE)).record.blackouts;
}

/** Replaces all blackouts. Returns those in force afterwards, and whether they are the wanted ones. */
export async function setBlackouts(
  ports: Pick<Ports, 'levers' | 'ids' | 'clock'>,
  { list, by, mayReplace }: WantedBlackouts,
): Promise<{ blackouts: Blackouts | undefined; replaced: boolean }> {
  let replaced = false;
  const { blackouts } = await changeLever(ports, EVERYWHERE, by, (record, at) => {
    replaced = isOurs(record.blackouts, list, by) || mayReplace(record.blackouts);
    if (!replaced || isOurs(record.blackouts, list, by)) return record;
    return { ...record, blackouts: { list, by, at } };
  });
  return { blackouts, replaced };
}

/** They may be saved already, with the reply lost. */
function isOurs(kept: Blackouts | undefined, list: Blackout[], by: string): boolean {
  return kept !== undefined && kept.by === by && JSON.stringify(kept.list) === JSON.stringify(list);
}
