/** What the time of the hard stop is called; it was not needed by a drill that ended before it. */
export function hardStopLabel(endedAt: string | null, hardStopAt: string, nowMs: number): string {
  if (endedAt !== null && Date.parse(endedAt) < Date.parse(hardStopAt)) return 'Hard stop (not needed)';
  return Date.parse(hardStopAt) < nowMs ? 'Hard stop was at' : 'Hard stop';
}
