/** Milliseconds since 1970, UTC: the world's own, for it knows nothing of the product. */
export type Instant = number;
