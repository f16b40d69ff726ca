export const WORLDS = ['REAL', 'SIMULATED'] as const;
/** Whether AWS itself or a simulation has answered a drill. */
export type World = (typeof WORLDS)[number];

/** Combines two worlds. One answer that is not from AWS makes the whole SIMULATED. */
export function mixed(one: World | undefined, other: World | undefined): World | undefined {
  return one === 'SIMULATED' || other === 'SIMULATED' ? 'SIMULATED' : (one ?? other);
}

/**
 * Whether answers from a world prove something in a deployment. SIMULATED proves something only in a simulated
 * deployment.
 */
export function provesIn(home: World | null, world: World | undefined): boolean {
  return world === 'REAL' || (world === 'SIMULATED' && home === 'SIMULATED');
}
