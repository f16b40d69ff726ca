import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Tells the wire for which drill each call is made, without the product knowing, and lets a function die at a call. */
export interface CallTags {
  /** Every HTTP request made while `work` runs, and by what it leaves behind, carries the tag and is told to `onRequest`. */
  run<Result>(call: TaggedCall, work: () => Promise<Result>): Promise<Result>;
  /** Whether this runs inside some `work`. */
  isInside(): boolean;
  close(): void;
}

export interface TaggedCall {
  tag: string | undefined;
  functionName: string;
  onRequest(request: ClientRequest): void;
}

/**
 * Puts a header on the HTTP requests of whatever is run (Node.js documentation: the diagnostics channel
 * `http.client.request.created` is published where the request is made, before it is sent).
 */
export function createCallTags(): CallTags {
  const current = new AsyncLocalStorage<TaggedCall>();
  const mark = (message: unknown) => {
    const call = current.getStore();
    if (call === undefined) return;
    const { request } = message as { request: ClientRequest };
    if (call.tag !== undefined) request.setHeader('x-drs-drill-id', call.tag);
    request.setHeader(FUNCTION_HEADER, call.functionName);
    call.onRequest(request);
  };
  diagnostics.subscribe(CHANNEL, mark);
  return {
    run: (call, work) => current.run(call, work),
    isInside: () => current.getStore() !== undefined,
    close: () => void diagnostics.unsubscribe(CHANNEL, mark),
  };
}

const CHANNEL = 'http.client.request.created';
/** Names the function that calls, for whoever wants to know. */
export const FUNCTION_HEADER = 'x-drs-drill-function';
