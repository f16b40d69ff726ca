import { OtherSchema } from '../flow/errors.ts';

/** The schema that this version of the product writes. */
export const SCHEMA = 2;

/** How items of an older schema become items of the next one, by their schema. */
export type Upcasters<Item> = Partial<Record<number, (item: Item) => Item>>;

/**
 * An item as this version reads it: unchanged, or upgraded from an older schema step by step. Throws OtherSchema for a
 * newer one, for an older one without an upcaster, and for one without a schema. A change that raises SCHEMA also gives
 * readers their upcasters.
 */
export function readable<Item extends { schema: number }>(
  item: Item,
  name: string,
  upcasters: Upcasters<Item> = {},
): Item {
  if (item.schema === SCHEMA) return item;
  if (item.schema > SCHEMA) throw new OtherSchema(name, 'newer');
  const upcast = upcasters[item.schema];
  if (upcast === undefined) throw new OtherSchema(name, 'older');
  return readable(upcast(item), name, upcasters);
}
