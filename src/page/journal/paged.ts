/** A page of a list. */
export interface Page<One> {
  items: One[];
  /** From 1. */
  page: number;
  pages: number;
}

/** The chosen page, else the page of the item that is sought, else the first one. */
export function paged<One>(all: readonly One[], page: number | null, isSought: (one: One) => boolean): Page<One> {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_ITEMS));
  const place = page === null ? all.findIndex(isSought) : -1;
  const chosen = place === -1 ? Math.min(page ?? 1, pages) : Math.floor(place / PAGE_ITEMS) + 1;
  return { items: all.slice((chosen - 1) * PAGE_ITEMS, chosen * PAGE_ITEMS), page: chosen, pages };
}

/** So many that a page is drawn at once. */
const PAGE_ITEMS = 100;
