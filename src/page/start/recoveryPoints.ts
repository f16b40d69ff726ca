/** Lines such as `s-0123456789abcdef0 pit-0123456789abcdef0`, as the request has them. */
export function pointIdsOf(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.trim().split(/[\s=:,]+/));
  return Object.fromEntries(lines.flatMap(([server, point]) => (server ? [[server, point ?? '']] : [])));
}

/** The recovery points of a request, as lines. */
export function pointLines(ids: unknown): string {
  const entries = typeof ids === 'object' && ids !== null ? Object.entries(ids) : [];
  return entries.map(([server, point]) => `${server} ${point}`).join('\n');
}
