import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Tells the wire for which drill each call is made, without the product knowing. */
export interface CallTags {
  /** Every HTTP request made while `work` runs carries the tag. */
  run<Result>(tag: string | undefined, work: () => Promise<Result>): Promise<Result>;
  close(): void;
}

/**
 * Puts a header on the HTTP requests of whatever is run (Node.js documentation: the diagnostics channel
 * `http.client.request.created` is published where the request is made, before it is sent).
 */
export function createCallTags(): CallTags {
  const current = new AsyncLocalStorage<string | undefined>();
  const mark = (message: unknown) => {
    const tag = current.getStore();
    if (tag !== undefined) (message as { request: ClientRequest }).request.setHeader('x-drs-drill-id', tag);
  };
  diagnostics.subscribe(CHANNEL, mark);
  return {
    run: (tag, work) => current.run(tag, work),
    close: () => void diagnostics.unsubscribe(CHANNEL, mark),
  };
}

const CHANNEL = 'http.client.request.created';
