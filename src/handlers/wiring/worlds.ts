import { createWorldReached, type WorldReached } from '../../aws/worldsReached.ts';
import type { Worlds } from '../../flow/ports.ts';

/** Which worlds this process has reached, as its clients recorded them. */
export function worlds(): Worlds {
  return { drilled: () => reached('drilled').world(), home: () => reached('home').world() };
}

/** The clients of the services under drill, or of the deployment's own. */
export function reached(which: 'drilled' | 'home'): WorldReached {
  kept[which] ??= createWorldReached();
  return kept[which];
}

const kept: { drilled?: WorldReached; home?: WorldReached } = {};
