import type { Answer } from './answers.ts';

/** The items of a list from its first pages. */
export interface Listed<Item> {
  items: Item[];
  /** False: there are more pages than were read. */
  isWhole: boolean;
}

/** Reads a list page after page, up to a thousand items, which is more than a person looks through. */
export async function everyPage<Body extends { cursor: string | null }, Item>(
  read: (from: { limit: number; cursor?: string }) => Promise<Answer<Body>>,
  itemsOf: (body: Body) => Item[],
): Promise<Answer<Listed<Item>>> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < PAGES_MAX && cursor !== null; page++) {
    const { body } = await read({ limit: PAGE_ITEMS, ...(cursor && { cursor }) });
    items.push(...itemsOf(body));
    cursor = body.cursor;
  }
  return { body: { items, isWhole: cursor === null }, etag: null };
}

const PAGE_ITEMS = 100;
const PAGES_MAX = 10;
