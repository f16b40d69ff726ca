/**
 * The size of an item as DynamoDB counts it (DynamoDB developer guide: item sizes and formats), for the types that our
 * items use.
 */
export function itemBytes(item: Record<string, unknown>): number {
  const sizes = Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueBytes(value));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * The cost of reading these items in one query: half a unit for every 4 KB of all of them together, and one for a
 * consistent read.
 */
export function capacityUnitsOf(items: Record<string, unknown>[], isConsistent: boolean): number {
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / 4096)) / (isConsistent ? 1 : 2);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value === 'boolean') return 1;
  throw new Error(`the size of ${typeof value} is not known here`);
}
