/** The size and duration of the drills. */
export interface Shape {
  name: string;
  drills: number;
  servers: number;
  waves: number;
  /** From the creation of the job to LAUNCH_END. Drawn per server. */
  launchSeconds: readonly [least: number, most: number];
  holdSeconds: number;
  /** From the terminate call to `terminated` in EC2. Drawn per server. */
  terminateSeconds: readonly [least: number, most: number];
}

const HOUR_SECONDS = 3600;

/**
 * One drill of several servers. A single server takes 15 minutes to launch and 10 to terminate. Of several, the slowest
 * do: launches spread as in the simulator (480 to 580 s for Linux, after a real job of 8 min 49 s), only longer.
 */
export function shapeOfServers(servers: number): Shape {
  const one = servers === 1;
  return {
    name: `1 drill of ${servers} ${one ? 'server' : 'servers'}`,
    drills: 1,
    servers,
    waves: 1,
    launchSeconds: one ? [900, 900] : [745, 900],
    holdSeconds: HOUR_SECONDS,
    terminateSeconds: one ? [600, 600] : [300, 600],
  };
}

/** Several drills of one server each, some faster and some slower than the single one. */
export function shapeOfDrills(drills: number): Shape {
  return {
    name: `drills of 1 server: ${drills.toLocaleString('en-US')}`,
    drills,
    servers: 1,
    waves: 1,
    launchSeconds: [873, 927],
    holdSeconds: HOUR_SECONDS,
    terminateSeconds: [540, 660],
  };
}
