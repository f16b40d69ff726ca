import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { utcMoment } from '../words/utcMoment.ts';
import { type DrillsFilter, FILTER_PROPERTIES, type FilterProperty } from './drillsFilter.ts';

type Token = PropertyFilterProps.Token;

/** The property of the time at which a drill was requested. */
export const REQUESTED_AT = 'requestedAt';

/** A filter as the tokens of the filter's field. */
export function tokensOf({ by, from, to }: DrillsFilter): Token[] {
  return [
    ...(by === null ? [] : [{ propertyKey: by.property, operator: '=' as const, value: by.value }]),
    ...(from === null ? [] : [{ propertyKey: REQUESTED_AT, operator: '>=' as const, value: shortOf(from) }]),
    ...(to === null ? [] : [{ propertyKey: REQUESTED_AT, operator: '<' as const, value: shortOf(to) }]),
  ];
}

/** The filter that tokens make, or in words why no index serves them. */
export function filterFromTokens(tokens: readonly Token[]): DrillsFilter | { refusal: string } {
  const times = tokens.filter(({ propertyKey }) => propertyKey === REQUESTED_AT);
  const [first, second] = tokens.filter(({ propertyKey }) => propertyKey !== REQUESTED_AT);
  if (first !== undefined && second !== undefined) return { refusal: twoWords(first, second) };
  const wrong = times.find(({ value }) => utcMoment(String(value)) === null);
  if (wrong !== undefined)
    return { refusal: `“${wrong.value}” is not a time. Write 2026-12-01 or 2026-12-01 14:30, in UTC.` };
  const [from, laterFrom] = momentsOf(times, '>=');
  const [to, laterTo] = momentsOf(times, '<');
  if (laterFrom !== undefined || laterTo !== undefined)
    return { refusal: 'A list has one beginning and one end. Change the time that is there.' };
  if (from !== undefined && to !== undefined && from >= to)
    return { refusal: 'The list would begin after its end. Change one of the two times.' };
  return { by: byOf(first), from: from ?? null, to: to ?? null };
}

function momentsOf(times: readonly Token[], operator: string): string[] {
  return times.filter((token) => token.operator === operator).flatMap(({ value }) => utcMoment(String(value)) ?? []);
}

function byOf(token: Token | undefined): DrillsFilter['by'] {
  const property = FILTER_PROPERTIES.find((one) => one === token?.propertyKey);
  return token === undefined || property === undefined ? null : { property, value: String(token.value) };
}

function twoWords(first: Token, second: Token): string {
  const [one, other] = [first, second].map(({ propertyKey }) => PROPERTY_NAMES[propertyKey as FilterProperty]);
  const what = one === other ? `Two values of ${one}` : `${one} and ${other}`;
  return `${what} cannot be combined: each list of drills is read from one index. Remove one of the two. Times can always be added.`;
}

/** How people call the properties. */
export const PROPERTY_NAMES: Record<FilterProperty, string> = {
  phase: 'Phase',
  outcome: 'Outcome',
  recoveryPlan: 'Plan',
  region: 'Region',
  requestedBy: 'Requested by',
};

/** `2026-12-01` at midnight, else `2026-12-01 14:30:00`. */
function shortOf(moment: string): string {
  const [day, time] = [moment.slice(0, 10), moment.slice(11, 19)];
  return time === '00:00:00' ? day : `${day} ${time}`;
}
