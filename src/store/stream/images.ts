import { member, textIn } from '../../flow/unchecked.ts';

/** An image of an item in a record of the table's stream, as received. */
export function imageOf(record: unknown, name: 'NewImage' | 'OldImage'): unknown {
  return member(member(record, 'dynamodb'), name);
}

/** A text in an image, unless it is empty or absent. */
export function stringIn(image: unknown, name: string): string | undefined {
  return textIn(member(image, name), 'S');
}

/** A number in an image; DynamoDB writes numbers as texts. */
export function numberIn(image: unknown, name: string): number | undefined {
  const value = member(member(image, name), 'N');
  const number = Number(value ?? Number.NaN);
  return typeof value === 'string' && Number.isFinite(number) ? number : undefined;
}
