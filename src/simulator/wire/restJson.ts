import type { AwsFault } from '../aws/contract.ts';
import { retryAfter, type WireReply } from './exchange.ts';

/** A response of a rest-json service (Smithy: AWS restJson1 protocol). */
export function restJsonAnswer(status: number, output: Record<string, unknown>, requestId: string): WireReply {
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  if (status === 204) return { status, headers, body: '' };
  headers['content-type'] = 'application/json';
  return { status, headers, body: JSON.stringify(output) };
}

/** An error of a rest-json service: its type in a header, its members in the body (Smithy: AWS restJson1 protocol). */
export function restJsonFault(fault: AwsFault, requestId: string, messageMember: 'message' | 'Message'): WireReply {
  const headers = {
    'x-amzn-requestid': requestId,
    'x-amzn-errortype': fault.type,
    'content-type': 'application/json',
    ...retryAfter(fault),
  };
  const body = JSON.stringify({ [messageMember]: fault.message, ...fault.members });
  return { status: fault.status, headers, body };
}
