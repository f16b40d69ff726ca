/** Which drills are listed: all, or those that one index serves. */
export interface DrillsFilter {
  /** Each property has an index of its own, so there is at most one. */
  by: { property: FilterProperty; value: string } | null;
  /** RFC 3339; requested at or after it. */
  from: string | null;
  /** RFC 3339; requested before it. */
  to: string | null;
}

/** The properties that the API can list drills by. */
export const FILTER_PROPERTIES = ['phase', 'outcome', 'recoveryPlan', 'region', 'requestedBy'] as const;
export type FilterProperty = (typeof FILTER_PROPERTIES)[number];

/** The filter in the query string of an address. Of two properties the first counts. */
export function filterOf(search: string): DrillsFilter {
  const given = new URLSearchParams(search);
  const property = FILTER_PROPERTIES.find((one) => given.get(one));
  const value = property === undefined ? null : given.get(property);
  return {
    by: property === undefined || value === null ? null : { property, value },
    from: momentOf(given.get('from') ?? ''),
    to: momentOf(given.get('to') ?? ''),
  };
}

/** The filter as members of a query string, and as parameters of the API. */
export function membersOf({ by, from, to }: DrillsFilter): Record<string, string> {
  return {
    ...(by !== null && { [by.property]: by.value }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  };
}

/** `2026-12-01`, `2026-12-01 14:30` or `2026-12-01T14:30:00+01:00` as a time in UTC; null: none of these. */
export function momentOf(text: string): string | null {
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
