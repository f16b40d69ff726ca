import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Answer } from './answers.ts';
import { pauseMs } from './pauseMs.ts';

/**
 * The newest answer for what stands beside every view. It is read every half minute, and only where the view does not
 * read the same itself: the first time a moment after it, and then each answer that the view gets puts off the next.
 */
export function useBeside<Body>(key: QueryKey, read: () => Promise<Answer<Body>>): Body | undefined {
  const { data } = useQuery({
    ...{ queryKey: key, queryFn: read, enabled: useIsAfterView(), staleTime: SECONDS * 1000 },
    refetchInterval: ({ state }) => pauseMs(SECONDS, state, Date.now()),
  });
  return data?.body;
}

const SECONDS = 30;

function useIsAfterView(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isAfter;
}

const AFTER_MS = 1500;
