import { AwsFault } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { describedPage } from '../paging.ts';
import { type Input, optionalText, optionalTexts, optionalWhole, type Refuse, structures } from '../requestFields.ts';
import type { World } from '../state.ts';

/** Refuses a parameter of an EC2 call. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidParameterValue', 400, `Value for parameter ${field} is invalid: it ${message}`);
};

/** The values of an item that a filter compares. */
export type Filter<Item> = (item: Item, at: Instant) => (string | undefined)[];

/** The items requested by id. One unknown id refuses the whole call, as in EC2. */
export function named<Item>(
  items: Item[],
  ids: string[] | undefined,
  idOf: (item: Item) => string,
  errorType: string,
  what: string,
): Item[] {
  if (ids === undefined || ids.length === 0) return items;
  const wanted = new Set(ids);
  const found = items.filter((item) => wanted.has(idOf(item)));
  const there = new Set(found.map(idOf));
  const missing = [...wanted].filter((id) => !there.has(id));
  if (missing.length > 0) throw new AwsFault(errorType, 400, `The ${what} '${missing.join(', ')}' does not exist`);
  return found;
}

/** Whether an item passes all of the call's filters. */
export function readFilters<Item>(
  input: Input,
  known: Readonly<Record<string, Filter<Item>>>,
  tagsOf: (item: Item) => Record<string, string>,
  at: Instant,
): (item: Item) => boolean {
  const filters = structures(input, 'Filters', refuse).map((filter) => {
    const name = optionalText(filter, 'Name', refuse) ?? refuse('Filter.Name', 'must be given');
    const patterns = (optionalTexts(filter, 'Values', refuse) ?? []).map(wildcard);
    const tag = name.startsWith('tag:') ? name.slice(4) : undefined;
    const read: Filter<Item> | undefined = tag === undefined ? known[name] : (item) => [tagsOf(item)[tag]];
    if (read === undefined) throw new AwsFault('InvalidParameterValue', 400, `The filter '${name}' is invalid`);
    return { read, patterns };
  });
  return (item) =>
    filters.every(({ read, patterns }) =>
      read(item, at).some((value) => value !== undefined && patterns.some((pattern) => pattern.test(value))),
    );
}

/** EC2 user guide, filtering: `*` matches any text and `?` one character. */
function wildcard(value: string): RegExp {
  const escaped = value.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

/** One page of a describe call, under the call's own list member. */
export function answerPage<Item>(
  world: World,
  input: Input,
  member: string,
  items: Item[],
  keyOf: (item: Item) => string,
  view: (item: Item) => Record<string, unknown>,
): Record<string, unknown> {
  const requested = optionalWhole(input, 'MaxResults', refuse, 1, 1000);
  const token = optionalText(input, 'NextToken', refuse);
  const found = describedPage(world, items, keyOf, requested, token) ?? refuse('NextToken', 'is not valid');
  const views = found.items.map(view);
  return found.nextToken === undefined ? { [member]: views } : { [member]: views, NextToken: found.nextToken };
}

/** Tags as EC2 lists them. */
export function tagsView(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
