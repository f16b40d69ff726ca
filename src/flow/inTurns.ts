/** Runs questions in a few parallel lanes. The answers keep the order of the items. */
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

/** How many questions about single servers run at once, so a burst is not throttled. */
const QUESTIONS_AT_ONCE = 5;
