/** Milliseconds since 1970, UTC. Defined here because the simulator imports nothing of the product. */
export type Instant = number;
