import { counted } from '../../drill/counted.ts';

const NAMES_MAX = 3;

/** Servers in a sentence: all of a few, else their number and the first of them. */
export function serverNames(ids: readonly string[]): string {
  if (ids.length <= NAMES_MAX) return ids.join(', ');
  const others = ids.length - NAMES_MAX;
  return `${counted(ids.length, 'server')} (${ids.slice(0, NAMES_MAX).join(', ')} and ${others} more)`;
}
