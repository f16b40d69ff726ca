import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isOutage } from './outage.ts';

/** Keeps what the page has read. The first answer after an outage makes every view read again that waits. */
export function createReads(): QueryClient {
  const cache = new QueryCache({ onSuccess: () => void readAgain() });
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
