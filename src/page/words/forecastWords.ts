import type { Cost, Drill, Forecast, ForecastRange, Quantities } from '../api/client.ts';
import { amountText } from './amountText.ts';
import { counted } from './counted.ts';
import { durationText } from './durations.ts';

/** How long half of such drills take, and 95 of 100. */
export function totalText({ p50, p95 }: ForecastRange): string {
  if (p50 === null || p95 === null) return 'not known, because not every server has a history';
  return `half of such drills take up to ${roughly(p50)}, 95 of 100 up to ${roughly(p95)}`;
}

/** A part of the forecast; what is not known is no zero. */
export function partText(seconds: number | null): string {
  return seconds === null ? 'not known' : roughly(seconds);
}

/** No forecast is exact to the second. */
function roughly(seconds: number): string {
  return durationText(seconds < 120 ? seconds : Math.ceil(seconds / 60) * 60);
}

/** What a drill would use, or has used: a text for each kind of instance and volume. */
export function quantityTexts({ instanceHours, gigabyteHours, unknown }: Quantities): string[] {
  return [
    ...instanceHours.map(({ instanceType, hours }) => `${amountText(hours)} hours of ${instanceType}`),
    ...gigabyteHours.map(({ volumeType, hours }) => `${amountText(hours)} GB-hours of ${volumeType}`),
    ...(unknown === 0 ? [] : [`not all is known of ${counted(unknown, 'server')}`]),
  ];
}

/** The same as a sentence, or two. */
export function usesSentence(quantities: Quantities): string {
  const known = quantityTexts({ ...quantities, unknown: 0 }).join(', ');
  const servers = counted(quantities.unknown, 'server');
  if (quantities.unknown === 0) return `It would use ${known || 'nothing'}.`;
  if (known === '') return `What it would use is not known for ${servers}.`;
  return `It would use ${known}. Not all of it is known for ${servers}.`;
}

/** What a drill would cost, or has cost. */
export function costText(cost: Cost | null): string {
  if (cost === null) return 'not known: no prices were read for the Region';
  const prices = `by AWS’s list prices of ${cost.pricesOf.slice(0, 10)}`;
  return cost.amount === null ? `not known, ${prices}` : `${amountText(cost.amount)} ${cost.currency} ${prices}`;
}

/** What a drill needs at once, against what is left. */
export interface Room {
  what: string;
  /** null: not known. */
  needed: number | null;
  left: number | null;
  /** The need exceeds what is left now. */
  isShort: boolean;
}

/** Of AWS's quotas: the deployment's own limits on jobs are others, and usually lower. */
export function roomOf({ jobs, serversInJobs, vcpus, addresses }: Forecast['headroom']): Room[] {
  const rows = [
    { what: 'Jobs, of DRS’s quota', ...jobs },
    { what: 'Servers in jobs, of DRS’s quota', ...serversInJobs },
    { what: 'vCPUs, of EC2’s quota', ...vcpus },
    ...addresses.map(({ subnetId, needed, left }) => ({ what: `Addresses in ${subnetId}`, needed, left })),
  ];
  return rows.map((row) => ({ ...row, isShort: row.needed !== null && row.left !== null && row.needed > row.left }));
}

/** How long each part may take by the terms. */
export function longestText({ terms, waves }: Pick<Drill, 'terms' | 'waves'>): string {
  const launches = waves.length * terms.launchAllowanceSeconds;
  const turn =
    terms.startWithinSeconds === undefined ? '' : `wait up to ${durationText(terms.startWithinSeconds)} for its turn, `;
  return `it may ${turn}launch for up to ${durationText(launches)}, boot for up to ${durationText(terms.bootSecondsMax)}, and hold for ${durationText(terms.holdSeconds)}`;
}
