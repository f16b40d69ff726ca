import type { DrillSummary, Lever } from '../api/client.ts';
import type { Listed } from '../api/firstItems.ts';
import { counted } from '../words/counted.ts';

/** What stands beside a name in the list of views. */
export interface Mark {
  text: string;
  isBad: boolean;
}

/** The drills that leak, as `1 drill`; undefined: none that is known. */
export function leaksMark(open: Listed<DrillSummary> | undefined): Mark | undefined {
  const leaking = open?.items.filter(({ cleanup, phase }) => cleanup === 'LEAKED' && phase !== 'ENDED').length ?? 0;
  return leaking === 0 ? undefined : { text: counted(leaking, 'drill'), isBad: true };
}

/** The strictest lever that is in force in any Region; undefined: all are open, or none is known. */
export function leverMark(levers: readonly Lever[] = []): Mark | undefined {
  const states = levers.filter(({ inForce }) => inForce).map(({ state }) => state);
  if (states.includes('FROZEN')) return { text: 'FROZEN', isBad: true };
  return states.length === 0 ? undefined : { text: 'NO_LAUNCHES', isBad: false };
}
