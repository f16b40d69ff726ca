import { type QueryKey, useQuery } from '@tanstack/react-query';
import type { Answer } from './answers.ts';
import { pauseMs } from './pauseMs.ts';

/** What is known of something that is read again and again. */
export interface Polled<Body> {
  /** The newest answer; undefined until the first one. It stays while later reads fail. */
  body: Body | undefined;
  etag: string | null;
  /** Why the newest read failed: a `Refusal`, or a network error; null if it did not. */
  error: Error | null;
  /** When the newest answer came, on this machine's clock; 0 before the first. */
  answeredMs: number;
  /** Reads again now, for example after a change. */
  refresh(): Promise<unknown>;
}

/**
 * Reads now and every some seconds while the page is visible; 0: only once. The newest answer may say how many.
 * Failures make the interval longer, up to a minute; what does not exist is not read again. Views with the same key
 * share one read.
 */
export function usePolled<Body>(
  key: QueryKey,
  read: () => Promise<Answer<Body>>,
  seconds: number | ((newest: Body | undefined) => number),
): Polled<Body> {
  const query = useQuery({
    queryKey: key,
    queryFn: read,
    refetchInterval: ({ state }) =>
      pauseMs(typeof seconds === 'number' ? seconds : seconds(state.data?.body), state, Date.now()),
  });
  return {
    body: query.data?.body,
    etag: query.data?.etag ?? null,
    error: query.error,
    answeredMs: query.dataUpdatedAt,
    refresh: query.refetch,
  };
}
