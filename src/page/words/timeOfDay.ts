/** `02:48:33`: the time of day in UTC, where the date is near. */
export function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
