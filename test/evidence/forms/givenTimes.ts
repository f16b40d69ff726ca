/** So many seconds after the request of a given drill, 2026-10-04 10:00 UTC. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 9, 4, 10) + seconds * 1000).toISOString();
}
