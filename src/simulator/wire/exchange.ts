import type { IncomingHttpHeaders } from 'node:http';
import { AwsFault } from '../aws/contract.ts';

/** A complete request to a simulated service. */
export interface WireRequest {
  method: string;
  /** As sent: still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body as it was sent, and as text. */
  bytes: Buffer;
  body: string;
}

/** A response on the wire. */
export interface WireReply {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** An operation of a service, with its input as the service names it. */
export interface WireCall {
  operation: string;
  input: Record<string, unknown>;
}

/** The protocol of one service: decodes requests, encodes responses and errors. */
export interface Protocol {
  /** Throws AwsFault when the request is malformed. */
  read(request: WireRequest): WireCall;
  answer(call: WireCall, output: Record<string, unknown>, requestId: string, request: WireRequest): WireReply;
  fault(fault: AwsFault, requestId: string): WireReply;
}

/** The object in a JSON body; an empty body is an empty object, as the AWS SDKs send it. */
export function jsonObject(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  const value = parsed(body);
  if (!isRecord(value)) throw new AwsFault('SerializationException', 400, 'The request body is not a JSON object.');
  return value;
}

/** Whether a value is an object with members, neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The header that tells an SDK how long to wait, when the fault specifies it. */
export function retryAfter(fault: AwsFault): Record<string, string> {
  return fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new AwsFault('SerializationException', 400, `The request body is not JSON: ${String(error)}`);
  }
}
