import { faultsNow, type World } from './state.ts';

/** One page of a list, and the token of the next page if there is one. */
export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/**
 * The page that a token points at. A token names the last item returned, so a list that grew at its head neither
 * repeats nor skips items. When that item is gone, its old position is used. Undefined: an invalid token.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  size: number,
  token: string | undefined,
): Page<Item> | undefined {
  const start = token === undefined ? 0 : startOf(items, keyOf, token);
  if (start === undefined) return undefined;
  const page = items.slice(start, start + size);
  const last = page[page.length - 1];
  if (last === undefined || start + size >= items.length) return { items: page };
  return { items: page, nextToken: Buffer.from(JSON.stringify([start + size, keyOf(last)])).toString('base64url') };
}

/** The page of a describe call. When the faults say so, its token leads to empty pages without end. */
export function describedPage<Item>(
  world: World,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  requested: number | undefined,
  token: string | undefined,
): Page<Item> | undefined {
  const [round, place, length] = readToken(token ?? '');
  if (round === ROUND)
    return { items: [], nextToken: roundToken((Number(place) + 1) % Number(length), Number(length)) };
  const { tokenRepeats, pageItemsMax } = faultsNow(world);
  const page = pageOf(
    items,
    keyOf,
    Math.min(requested ?? world.pageSize, world.pageSize, pageItemsMax ?? world.pageSize),
    token,
  );
  if (page === undefined || !world.faultDice.chance(tokenRepeats)) return page;
  return { ...page, nextToken: roundToken(0, world.faultDice.between(1, 3)) };
}

const ROUND = 'round';

function roundToken(place: number, length: number): string {
  return Buffer.from(JSON.stringify([ROUND, place, length])).toString('base64url');
}

function startOf<Item>(items: readonly Item[], keyOf: (item: Item) => string, token: string): number | undefined {
  const [place, key] = readToken(token);
  if (typeof place !== 'number' || typeof key !== 'string') return undefined;
  const index = items.findIndex((item) => keyOf(item) === key);
  return index < 0 ? place : index + 1;
}

function readToken(token: string): unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
