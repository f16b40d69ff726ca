/** Items by drill, then by id. */
export interface Shelf<Item> {
  of(drillId: string): Map<string, Item>;
  all(): [drillId: string, items: Map<string, Item>][];
  copy(): Shelf<Item>;
}

/** Creates an empty shelf. */
export function createShelf<Item>(byDrill = new Map<string, Map<string, Item>>()): Shelf<Item> {
  return {
    copy: () => createShelf(structuredClone(byDrill)),
    all: () => [...byDrill],
    of(drillId) {
      const known = byDrill.get(drillId);
      if (known !== undefined) return known;
      const items = new Map<string, Item>();
      byDrill.set(drillId, items);
      return items;
    },
  };
}
