import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Refusal } from '../api/answers.ts';

/** What stops the page from reading: no server, no API, no credentials, no right. It goes by itself. */
export function useConnectionFlash(): FlashbarProps.MessageDefinition[] {
  const cache = useQueryClient().getQueryCache();
  const reasons = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () =>
      reasonsOf(cache.getAll().flatMap((query) => (query.isActive() && query.state.error ? [query.state.error] : []))),
  );
  return reasons === '' ? [] : reasons.split('\n').map((text) => ({ id: text, type: 'error', content: text }));
}

/** One text, because an unchanged snapshot must be the same value. */
function reasonsOf(errors: Error[]): string {
  return [...new Set(errors.flatMap(reasonOf))].join('\n');
}

/** Other refusals belong to one view, which shows them itself. */
function reasonOf(error: Error): string[] {
  if (!(error instanceof Refusal)) return [NO_SERVER];
  return [401, 403, 502, 503, 504].includes(error.status) ? [`${error.problem.detail} Trying again.`] : [];
}

const NO_SERVER =
  'The server of this page does not answer: it was stopped, or this machine slept. Run `npx drs-drill page` again. What you see may be old.';
