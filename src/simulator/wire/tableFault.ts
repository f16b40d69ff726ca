import type { IncomingMessage } from 'node:http';
import { isRecord, jsonObject, type WireReply } from './exchange.ts';

/**
 * The faults of DynamoDB. With `ReplyLost` the call is carried out and only its response is lost. The others have no
 * effect.
 */
export type TableFault = 'ReplyLost' | 'ThrottlingException' | 'InternalServerError' | 'TransactionConflict';

/** DynamoDB's response to a refused call (DynamoDB developer guide: error handling). */
export async function tableFaultReply(
  fault: Exclude<TableFault, 'ReplyLost'>,
  operation: string,
  incoming: IncomingMessage,
): Promise<WireReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  if (fault !== 'TransactionConflict') return reply(fault, fault === 'InternalServerError' ? 500 : 400, {});
  if (operation !== 'TransactWriteItems') return reply('TransactionConflictException', 400, {});
  const { TransactItems } = jsonObject(Buffer.concat(chunks).toString('utf8'));
  const items = Array.isArray(TransactItems) ? TransactItems.filter(isRecord) : [];
  const CancellationReasons = items.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' }));
  return reply('TransactionCanceledException', 400, { CancellationReasons });
}

function reply(type: string, status: number, members: Record<string, unknown>): WireReply {
  const message = 'This fault was injected.';
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, Message: message, ...members };
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}
