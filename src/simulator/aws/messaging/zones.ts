import type { Instant } from '../instant.ts';

/** The moment at which a clock in a time zone shows `local`, or NaN when it names none. */
export function momentIn(zone: string, local: string): Instant {
  const asUtc = Date.parse(`${local}Z`);
  if (zone === 'UTC' || Number.isNaN(asUtc)) return asUtc;
  const first = asUtc - offsetOf(zone, asUtc);
  return asUtc - offsetOf(zone, first);
}

/** Whether the IANA database has this zone. */
export function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z][A-Za-z_+\-/0-9]*$/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function offsetOf(zone: string, at: Instant): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
