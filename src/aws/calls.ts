import { PAGES_MAX } from '../drill/bounds.ts';
import { CallFailed } from '../flow/errors.ts';
import { type CallType, failureOf } from './failure.ts';

/** The part of an SDK client that the product uses. */
export interface AwsClient {
  send(command: object): Promise<unknown>;
}

/** Makes a read-only call, which the SDK may retry. */
export function ask<Output>(client: AwsClient, operation: string, command: object): Promise<Output> {
  return call(client, 'question', operation, command);
}

/** Makes a mutating call, whose result is unknown when the response is lost. */
export function act<Output>(client: AwsClient, operation: string, command: object): Promise<Output> {
  return call(client, 'act', operation, command);
}

/**
 * Reads every page of a listing. A page may be empty and still have a next token. A repeated token would loop forever
 * with an incomplete result, so the listing then counts as unavailable. (The SDK's paginators detect only a token that
 * repeats immediately, and need the SDK's own client.)
 */
export async function everyPage<Page, Item>(
  read: (from: { nextToken?: string }) => Promise<Page>,
  next: (page: Page) => string | undefined,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  const tokens = new Set<string>();
  let from: { nextToken?: string } = {};
  while (tokens.size < PAGES_MAX) {
    const page = await read(from);
    for (const item of items(page) ?? []) found.push(item);
    const nextToken = next(page);
    if (!nextToken) return found;
    if (tokens.has(nextToken)) throw new CallFailed('UNAVAILABLE', 'A token was repeated: the listing has no end.');
    tokens.add(nextToken);
    from = { nextToken };
  }
  throw new CallFailed('UNAVAILABLE', `The listing did not end after ${PAGES_MAX} pages.`);
}

/** DRS API model and EC2 API reference: at most 200 ids or filter values a call. */
export const IDS_PER_CALL_MAX = 200;

/** Reads many ids in batches of the largest size that a call allows. Without ids, there is no call. */
export async function inBatches<Item>(
  ids: string[],
  size: number,
  read: (batch: string[]) => Promise<Item[]>,
): Promise<Item[]> {
  const unique = [...new Set(ids)];
  const found: Item[] = [];
  for (let from = 0; from < unique.length; from += size) {
    found.push(...(await read(unique.slice(from, from + size))));
  }
  return found;
}

async function call<Output>(client: AwsClient, type: CallType, operation: string, command: object): Promise<Output> {
  try {
    return (await client.send(command)) as Output;
  } catch (error) {
    throw failureOf(operation, type, error);
  }
}
