import type { Caller } from '../aws/contract.ts';
import type { TableRights } from '../dynamodb/tableRights.ts';
import { jsonObject, type WireReply } from './exchange.ts';

/** A call to the table that was read to check its permissions: its body, and the refusal if it is not allowed. */
export interface Checked {
  body: Buffer;
  refusal: WireReply | undefined;
}

/**
 * Checks a function's call to the table against its permissions. Undefined, with nothing read, for a caller without
 * restrictions.
 */
export async function checkedCall(
  rights: TableRights | undefined,
  { caller, operation }: { caller: Caller; operation: string },
  incoming: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<Checked | undefined> {
  if (rights === undefined || caller.functionName === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const sentence = rights(caller, operation, jsonObject(body.toString('utf8')));
  return { body, refusal: sentence === undefined ? undefined : refusalOf(sentence) };
}

/** DynamoDB developer guide, error handling. */
function refusalOf(message: string): WireReply {
  const body = { __type: 'com.amazon.coral.service#AccessDeniedException', Message: message };
  return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}
