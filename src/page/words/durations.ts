/** `2 d 3 h`, `1 h 5 min`, `18 min 29 s`, `12 s`: the two largest units, as in reports and terminals. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = UNITS.map(([name, size], index) => {
    const above = UNITS[index - 1]?.[1];
    return { name, count: Math.floor((above === undefined ? whole : whole % above) / size) };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return '0 s';
  const said = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return said.map(({ name, count }) => `${count} ${name}`).join(' ');
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A measure; null: not measured, which is never 0. */
export function measuredText(seconds: number | null): string {
  return seconds === null ? 'not measured' : durationText(seconds);
}

/** Both bounds of a measure: `between 9 min 8 s and 10 min 3 s`; null: not measured. */
export function boundsText(atLeastSeconds: number | null, atMostSeconds: number | null): string {
  if (atMostSeconds === null) return measuredText(null);
  const most = durationText(atMostSeconds);
  const least = atLeastSeconds === null ? most : durationText(atLeastSeconds);
  return least === most ? most : `between ${least} and ${most}`;
}
