import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** The query string of the view, and what changes it without a new step in the history. Null or nothing: taken out. */
export function useAddress(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | null>) => setAddress((before) => changed(before, changes), { replace: true }),
    [setAddress],
  );
  return [address, change];
}

function changed(before: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}
