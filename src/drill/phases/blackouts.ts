import type { Instant } from '../drill.ts';

/** A time in which nothing is launched in a Region, or in all Regions (`region` null). Cleaning goes on. */
export interface Blackout {
  region: string | null;
  from: Instant;
  /** The first moment after it. */
  to: Instant;
  reason: string;
}

/** The blackouts of a deployment, and who set them. A change replaces all of them. */
export interface Blackouts {
  list: Blackout[];
  by: string;
  at: Instant;
}

/** The blackout in force in a Region, as a sentence: where, why and until when. Undefined when there is none. */
export function blackoutSaid(region: string, blackouts: Blackouts | undefined, at: Instant): string | undefined {
  const inForce = (blackouts?.list ?? []).filter(
    (one) => (one.region === null || one.region === region) && one.from <= at && at < one.to,
  );
  const last = inForce.reduce<Blackout | undefined>(
    (longest, one) => ((longest?.to ?? 0) >= one.to ? longest : one),
    undefined,
  );
  if (last === undefined) return undefined;
  const until = new Date(last.to).toISOString();
  return `A blackout of ${last.region ?? 'all Regions'} lasts until ${until}: “${last.reason}”, set by ${blackouts?.by}`;
}
