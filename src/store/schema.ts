import { OtherSchema } from '../flow/errors.ts';

/** The schema this version of the product writes. */
export const SCHEMA = 2;

/** How items of an older schema become items of the next, by the schema that they have. */
export type Upcasters<Item> = Partial<Record<number, (item: Item) => Item>>;

/**
 * An item as this version reads it: as it is, or brought up from an older schema step by step. Throws OtherSchema for a newer one,
 * for an older one that no upcaster takes, and for one that carries no schema. Whoever raises SCHEMA gives readers their upcasters.
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
