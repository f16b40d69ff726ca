import { createWorldReached, type WorldReached } from '../../aws/worldsReached.ts';
import type { Worlds } from '../../flow/ports.ts';

/** What this process has reached, as its clients noted it. */
export function worlds(): Worlds {
  return { drilled: () => reached('drilled').world(), home: () => reached('home').world() };
}

/** The clients of the services that are drilled, or of the deployment's own. */
export function reached(which: 'drilled' | 'home'): WorldReached {
  kept[which] ??= createWorldReached();
  return kept[which];
}

const kept: { drilled?: WorldReached; home?: WorldReached } = {};
