import type { Instant } from '../drill/drill.ts';
import type { Hours, Quantities } from '../drill/forecast.ts';

/** AWS's list prices in a Region. */
export interface PriceList {
  region: string;
  /** USD, except in China. */
  currency: string;
  /** When AWS published it, and when it was read. */
  publishedAt: Instant;
  readAt: Instant;
  /** On-Demand Linux instances, an hour, by instance type. */
  instanceHours: Record<string, number>;
  /** Volumes, a gigabyte and month, by volume type. */
  gigabyteMonths: Record<string, number>;
}

/** What quantities cost by AWS's list prices. */
export interface Cost {
  currency: string;
  /** Null when nothing of it could be priced. */
  amount: Hours | null;
  publishedAt: Instant;
  /** What is not in the amount, in sentences. */
  notPriced: string[];
}

/** AWS's prices for volumes are for a month of 730 hours (Amazon EBS pricing page). */
const MONTH_HOURS = 730;

/** Prices quantities; null without a price list. */
export function costOf(
  { instanceHours, gigabyteHours, unknown }: Quantities,
  prices: PriceList | undefined,
): Cost | null {
  if (prices === undefined) return null;
  const parts = [
    ...instanceHours.map(({ instanceType, hours }) => ({
      what: instanceType,
      hours,
      price: prices.instanceHours[instanceType],
    })),
    ...gigabyteHours.map(({ volumeType, hours }) => {
      const monthly = prices.gigabyteMonths[volumeType];
      return { what: `${volumeType} volumes`, hours, price: monthly === undefined ? undefined : monthly / MONTH_HOURS };
    }),
  ];
  const unpriced = parts.filter(({ price }) => price === undefined).map(({ what }) => what);
  const isPriced = parts.length > unpriced.length || (parts.length === 0 && unknown === 0);
  const sum = (bound: keyof Hours) => parts.reduce((total, { hours, price = 0 }) => total + hours[bound] * price, 0);
  return {
    currency: prices.currency,
    amount: isPriced ? { atLeast: centsBelow(sum('atLeast')), atMost: centsAbove(sum('atMost')) } : null,
    publishedAt: prices.publishedAt,
    notPriced: [...notPriced(unknown, unpriced), ALWAYS],
  };
}

const ALWAYS =
  'Licences of operating systems other than Linux, provisioned IOPS and throughput, snapshots, conversion servers, data transfer, DRS itself, and discounts.';

function notPriced(unknown: number, unpriced: string[]): string[] {
  const servers = unknown === 1 ? 'One server, whose' : `${unknown} servers, whose`;
  return [
    ...(unknown === 0 ? [] : [`${servers} time, instance type or volumes are not all known.`]),
    ...(unpriced.length === 0 ? [] : [`No price is known for ${unpriced.join(', ')}.`]),
  ];
}

/** Bounds stay bounds when they are rounded: something never costs nothing. */
function centsBelow(amount: number): number {
  return Math.floor(amount * 100 + ROUNDING) / 100;
}

function centsAbove(amount: number): number {
  return Math.max(0, Math.ceil(amount * 100 - ROUNDING)) / 100;
}

/** Of binary fractions: 0.07 × 100 is a little more than 7. */
const ROUNDING = 1e-9;
