/** The counted calls of one service, by operation. */
export function callsOf(counts: Record<string, number>, service: string): Record<string, number> {
  const mine = Object.entries(counts).filter(([name]) => name.startsWith(`${service}:`));
  return Object.fromEntries(mine.map(([name, count]) => [name.slice(service.length + 1), count]));
}
