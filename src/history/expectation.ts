/** Draws how many seconds something may take the next time. */
export type Draw = (dice: () => number) => number;

/**
 * What is to be expected of each server, by the seconds that it and all others of its site took. A server with few
 * samples is believed to be more like the others (empirical Bayes: Efron and Morris, 1975). All of it is about the
 * logarithms of the seconds, because a slow server also varies by more. A server without samples has no expectation.
 */
export function expectationsOf(samples: ReadonlyMap<string, readonly number[]>): Map<string, Draw> {
  const groups = [...samples].filter(([, seconds]) => seconds.length > 0).map(([id, seconds]) => groupOf(id, seconds));
  const site = siteOf(groups);
  return new Map(groups.map((group) => [group.id, drawOf(group, site)]));
}

/** A server's logarithms, about their mean. */
interface Group {
  id: string;
  count: number;
  mean: number;
  residuals: number[];
}

/** How the servers of a site differ from each other, and how the times of one server differ. */
interface Spread {
  mean: number;
  between: number;
  within: number;
  /** How far single times lay from what their server usually takes. */
  residuals: number[];
}

/** What is assumed until the history outweighs it: one time varies by a fifth, one server from the next by a half. */
const ASSUMED = { within: 0.2 ** 2, between: 0.5 ** 2, samples: 4, servers: 2 };
/** No two servers are quite the same. */
const LEAST_BETWEEN = 0.01 ** 2;

function groupOf(id: string, seconds: readonly number[]): Group {
  const logarithms = seconds.map((one) => Math.log(Math.max(one, 1)));
  const mean = meanOf(logarithms);
  return { id, count: logarithms.length, mean, residuals: logarithms.map((one) => one - mean) };
}

function siteOf(groups: readonly Group[]): Spread {
  const repeated = groups.filter(({ count }) => count > 1);
  const freedom = repeated.reduce((sum, { count }) => sum + count - 1, 0);
  const squares = squared(repeated.flatMap(({ residuals }) => residuals));
  const within = (squares + ASSUMED.samples * ASSUMED.within) / (freedom + ASSUMED.samples);
  const mean = meanOf(groups.map((group) => group.mean));
  const apart = squared(groups.map((group) => group.mean - mean));
  const ofMeans = (apart + ASSUMED.servers * ASSUMED.between) / (groups.length - 1 + ASSUMED.servers);
  const byChance = within * meanOf(groups.map(({ count }) => 1 / count));
  // A mean takes a part of each deviation from it; this gives the part back.
  const residuals = repeated.flatMap((one) => one.residuals.map((far) => far * Math.sqrt(one.count / (one.count - 1))));
  return { mean, between: Math.max(ofMeans - byChance, LEAST_BETWEEN), within, residuals };
}

function drawOf({ count, mean }: Group, site: Spread): Draw {
  const precision = count / site.within + 1 / site.between;
  const believed = ((count / site.within) * mean + site.mean / site.between) / precision;
  const doubt = Math.sqrt(1 / precision);
  return (dice) => Math.exp(believed + doubt * normal(dice) + residualOf(site, dice));
}

/** One of the site's, or an assumed one while there are few. */
function residualOf({ residuals }: Spread, dice: () => number): number {
  const place = Math.floor(dice() * (residuals.length + ASSUMED.samples));
  return residuals[place] ?? Math.sqrt(ASSUMED.within) * normal(dice);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(values.length, 1);
}

function squared(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one ** 2, 0);
}

/** A standard normal number (Box and Muller, 1958). */
function normal(dice: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
}
