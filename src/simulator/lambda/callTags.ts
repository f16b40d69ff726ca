import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Tags each call with its drill, without the product's knowledge, and lets a function die at a call. */
export interface CallTags {
  /**
   * Every HTTP request made by `work`, or by anything it leaves running, carries the tag and is passed to
   * `onRequest`.
   */
  run<Result>(call: TaggedCall, work: () => Promise<Result>): Promise<Result>;
  /** Whether the current code runs inside some `work`. */
  isInside(): boolean;
  close(): void;
}

export interface TaggedCall {
  tag: string | undefined;
  functionName: string;
  onRequest(request: ClientRequest): void;
}

/**
 * Adds a header to the HTTP requests of the code it runs (Node.js documentation: the diagnostics channel
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
/** Names the function that makes the call. */
export const FUNCTION_HEADER = 'x-drs-drill-function';
