import type { Answer } from './answers.ts';
import { pagesOf } from './pagesOf.ts';

/** All items of a list, page after page. `progress` gets their number after each page. */
export async function wholeList<Body extends { cursor: string | null }, Item>(
  read: Parameters<typeof pagesOf<Body>>[0],
  itemsOf: (body: Body) => Item[],
  progress: (items: number) => void = () => undefined,
): Promise<Answer<Item[]>> {
  const items: Item[] = [];
  for await (const page of pagesOf(read)) {
    items.push(...itemsOf(page));
    progress(items.length);
  }
  return { body: items, etag: null };
}
