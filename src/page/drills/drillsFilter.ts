import { utcMoment } from '../words/utcMoment.ts';
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
    from: utcMoment(given.get('from') ?? ''),
    to: utcMoment(given.get('to') ?? ''),
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
