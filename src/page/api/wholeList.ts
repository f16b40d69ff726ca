import type { Answer } from './answers.ts';

/** A page of a list of the API. */
export interface ListPage<Item> {
  items: Item[];
  /** Where the next page begins; null: there is none. */
  cursor: string | null;
}

/** All items of a list, page after page. `progress` gets their number after each page. */
export async function wholeList<Item>(
  readPage: (cursor?: string) => Promise<ListPage<Item>>,
  progress: (items: number) => void = () => undefined,
): Promise<Answer<Item[]>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await readPage(cursor);
    items.push(...page.items);
    progress(items.length);
    if (page.cursor === null) return { body: items, etag: null };
    cursor = page.cursor;
  }
}

/** The largest page that the API gives. */
export const PAGE_ITEMS_MAX = 100;
