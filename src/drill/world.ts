export const WORLDS = ['REAL', 'SIMULATED'] as const;
/** Whether AWS itself has answered a drill, or something that stands for it. */
export type World = (typeof WORLDS)[number];

/** What was seen of either world; a single answer that is not AWS's makes the whole SIMULATED. */
export function mixed(one: World | undefined, other: World | undefined): World | undefined {
  return one === 'SIMULATED' || other === 'SIMULATED' ? 'SIMULATED' : (one ?? other);
}

/** Whether what was seen in a world proves something in a deployment: SIMULATED only where the deployment is so itself. */
export function provesIn(home: World | null, world: World | undefined): boolean {
  return world === 'REAL' || (world === 'SIMULATED' && home === 'SIMULATED');
}
