/** `02:48:33`, with the day before it if that is another than the day of the request. UTC. */
export function clockText(at: string, requestedAt: string): string {
  const clock = at.slice(11, 19);
  return at.slice(0, 10) === requestedAt.slice(0, 10) ? clock : `${at.slice(5, 10)} ${clock}`;
}
