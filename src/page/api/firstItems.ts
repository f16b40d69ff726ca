import type { Answer } from './answers.ts';
import { pagesOf } from './pagesOf.ts';

/** The items of a list from its first pages. */
export interface Listed<Item> {
  items: Item[];
  /** False: there are more pages than were read. */
  isWhole: boolean;
}

/** The first thousand items of a list, which is more than a person looks through. */
export async function firstItems<Body extends { cursor: string | null }, Item>(
  read: Parameters<typeof pagesOf<Body>>[0],
  itemsOf: (body: Body) => Item[],
): Promise<Answer<Listed<Item>>> {
  const items: Item[] = [];
  for await (const page of pagesOf(read)) {
    items.push(...itemsOf(page));
    if (items.length >= ITEMS_MAX) return { body: { items, isWhole: page.cursor === null }, etag: null };
  }
  return { body: { items, isWhole: true }, etag: null };
}

const ITEMS_MAX = 1000;
