/**
 * The first of the offered media types that the caller accepts best (RFC 9110, 12.5.1); undefined when the caller
 * accepts none of them. Without the header, all are accepted alike.
 */
export function acceptedAmong<Type extends string>(
  header: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = (header?.trim() || '*/*').split(',').flatMap((text) => rangeIn(text) ?? []);
  const weighed = offered.map((type) => ({ type, weight: weightOf(type, ranges) }));
  const best = Math.max(0, ...weighed.map(({ weight }) => weight));
  return best === 0 ? undefined : weighed.find(({ weight }) => weight === best)?.type;
}

interface Range {
  name: string;
  weight: number;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const RANGE = new RegExp(`^(${TOKEN}/${TOKEN})\\s*(?:;|$)`);
const WEIGHT = /;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)/i;

/** A part that is no media range is passed over. */
function rangeIn(text: string): Range | undefined {
  const name = RANGE.exec(text.trim())?.[1]?.toLowerCase();
  return name === undefined ? undefined : { name, weight: Number(WEIGHT.exec(text)?.[1] ?? 1) };
}

/** The most specific range that covers a type decides. */
function weightOf(type: string, ranges: Range[]): number {
  for (const name of [type, type.replace(/\/.*$/, '/*'), '*/*']) {
    const range = ranges.find((one) => one.name === name);
    if (range !== undefined) return range.weight;
  }
  return 0;
}
