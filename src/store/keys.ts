/** The product's name in the table's keys. */
export const SERVICE = 'drs-drill';

/** A drill's items share a partition; ids keep their case. */
export function drillKeys<const Composite extends readonly string[]>(composite: Composite) {
  return {
    pk: { field: 'pk', composite: ['drillId'] as const, casing: 'none' as const },
    sk: { field: 'sk', composite, casing: 'none' as const },
  };
}

/**
 * Functions that do not save drills write about a drill in a separate partition: IAM can restrict access to partitions,
 * and to nothing smaller (DynamoDB developer guide, fine-grained access control: dynamodb:LeadingKeys).
 */
export function besideDrillKeys<const Kind extends string, const Composite extends readonly string[]>(
  kind: Kind,
  composite: Composite,
) {
  const template = `$${SERVICE}#${kind}_\${drillId}` as const;
  return {
    pk: { field: 'pk', composite: ['drillId'] as const, template, casing: 'none' as const },
    sk: { field: 'sk', composite, casing: 'none' as const },
  };
}

/**
 * A partition key that is the attribute itself: where the attribute is absent, the item is not in the index. A key
 * composed of an absent attribute would be written with an empty part, as soon as the sort key is complete.
 */
export function ownKey<const Name extends string>(field: Name) {
  return { field, composite: [field] as const, template: `\${${field}}` as const, casing: 'none' as const };
}
