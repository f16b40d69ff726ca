import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { PlainText } from '../shown/plainText.tsx';
import { connectionMessages } from './connectionMessages.ts';
import { ReloadButton } from './reloadButton.tsx';

/** What stops the page from reading: no server, no API, no credentials, no right, or a fault. It goes by itself. */
export function useConnectionFlash(): FlashbarProps.MessageDefinition[] {
  const cache = useQueryClient().getQueryCache();
  // One text, because an unchanged snapshot must be the same value.
  const messages = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => JSON.stringify(connectionMessages(errorsOf(cache))),
  );
  return (JSON.parse(messages) as ReturnType<typeof connectionMessages>).map(({ text, isFault }) => ({
    id: text,
    type: 'error',
    content: <PlainText text={text} />,
    ...(isFault && { action: <ReloadButton /> }),
  }));
}

/** Of what is shown now, the newest first. */
function errorsOf(cache: QueryCache): Error[] {
  return cache
    .getAll()
    .filter((query) => query.isActive())
    .toSorted((one, other) => other.state.errorUpdatedAt - one.state.errorUpdatedAt)
    .flatMap(({ state }) => state.error ?? []);
}
