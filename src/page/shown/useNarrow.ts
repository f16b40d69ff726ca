import { useSyncExternalStore } from 'react';

/** Whether the window is as narrow as a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}

const narrow = matchMedia('(max-width: 687px)');

function follow(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}
