/** Runs one question after the other in a few lanes; the answers keep the order of the items. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += QUESTIONS_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + QUESTIONS_AT_ONCE).map(ask))));
  }
  return results;
}

/** How many questions about single servers run at once, so that no burst is throttled. */
const QUESTIONS_AT_ONCE = 5;
