/** `2026-12-01`, `2026-12-01 14:30` or `2026-12-01T14:30:00+01:00` as a time in UTC; null: none of these. */
export function utcMoment(text: string): string | null {
  const given = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:\d{2})?$/.exec(
    text.trim(),
  );
  if (given === null) return null;
  const [, day, time = '00:00', seconds = ':00', zone = 'Z'] = given;
  const moment = new Date(`${day}T${time}${seconds}${zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(moment.getTime()) || !isSameDay(moment, day, zone) ? null : moment.toISOString();
}

/** `new Date` makes 2 March of 30 February. */
function isSameDay(moment: Date, day: string | undefined, zone: string): boolean {
  return !/^(Z|UTC)$/.test(zone) || moment.toISOString().startsWith(`${day}`);
}
