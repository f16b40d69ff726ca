import { QueryCache, QueryClient } from '@tanstack/react-query';
import { failureOf, isOutage } from './failure.ts';

/** Keeps what the page has read. The first answer after an outage makes every view read again that waits. */
export function createReads(): QueryClient {
  const cache = new QueryCache({ onSuccess: () => void readAgain(), onError: reported });
  // Reads repeat by themselves, so a failed one is not retried; `networkMode`: loopback also works offline.
  const reads = new QueryClient({
    queryCache: cache,
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  });
  const readAgain = () =>
    reads.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.fetchStatus === 'idle' && state.error !== null && isOutage(state.error),
    });
  return reads;
}

/** A fault of the page has a place in its code, which only the console of the browser shows. */
function reported(error: Error): void {
  if (failureOf(error) === 'FAULT') console.error(error);
}
