import { PAGES_MAX } from '../drill/bounds.ts';
import { CallFailed } from '../flow/errors.ts';
import { type CallType, failureOf } from './failure.ts';

/** What the product needs of an SDK client. */
export interface AwsClient {
  send(command: object): Promise<unknown>;
}

/** Asks AWS something; the SDK may repeat it. */
export function ask<Output>(client: AwsClient, operation: string, command: object): Promise<Output> {
  return call(client, 'question', operation, command);
}

/** Has AWS do something; a lost reply is an unknown result. */
export function act<Output>(client: AwsClient, operation: string, command: object): Promise<Output> {
  return call(client, 'act', operation, command);
}

/**
 * Reads every page of a listing: a page may be empty and still name a next one. A token that was seen before leads round for ever; what
 * was read until then is not all there is, so the listing counts as unavailable. (The SDK's paginators notice only a token that comes
 * twice in a row, and want the SDK's own client.)
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
    if (tokens.has(nextToken)) throw new CallFailed('UNAVAILABLE', 'A page token came again: the listing has no end.');
    tokens.add(nextToken);
    from = { nextToken };
  }
  throw new CallFailed('UNAVAILABLE', `The listing has not ended after ${PAGES_MAX} pages.`);
}

/** DRS API model and EC2 API reference: at most 200 ids or filter values a call. */
export const IDS_PER_CALL_MAX = 200;

/** Asks for many ids, as many at a time as a call may name; no ids, no call. */
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
