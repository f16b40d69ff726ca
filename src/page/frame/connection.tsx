import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { failureOf } from '../api/failure.ts';
import { PlainText } from '../shown/plainText.tsx';
import { connectionMessage } from './connectionMessage.ts';
import { ReloadButton } from './reloadButton.tsx';

/** What stops the page from reading: no server, no API, no credentials, no right, or a fault. It goes by itself. */
export function useConnectionFlash(): FlashbarProps.MessageDefinition[] {
  const cache = useQueryClient().getQueryCache();
  const messages = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => textOf(cache.getAll().flatMap((query) => (query.isActive() && query.state.error ? [query.state.error] : []))),
  );
  return (JSON.parse(messages) as Message[]).map(([text, isFault]) => ({
    id: text,
    type: 'error',
    content: <PlainText text={text} />,
    ...(isFault && { action: <ReloadButton /> }),
  }));
}

type Message = [text: string, isFault: boolean];

/** One text, because an unchanged snapshot must be the same value. */
function textOf(errors: Error[]): string {
  const messages = errors.flatMap((error): [string, Message][] => {
    const text = connectionMessage(error);
    return text === undefined ? [] : [[text, [text, failureOf(error) === 'FAULT']]];
  });
  return JSON.stringify([...new Map(messages).values()]);
}
