import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Flashes {
  flashes: FlashbarProps.MessageDefinition[];
  /** Shows what an action did, until it is dismissed. */
  done(text: ReactNode): void;
}

const Context = createContext<Flashes>({ flashes: [], done: () => undefined });

/** What was done, on every view. */
export function useFlashes(): Flashes {
  return useContext(Context);
}

export function FlashProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ id: string; text: ReactNode }[]>([]);
  const value = useMemo(() => {
    const dismiss = (id: string) => setShown((all) => all.filter((one) => one.id !== id));
    const flash = ({ id, text }: { id: string; text: ReactNode }) => ({
      ...{ id, content: text, type: 'success' as const, dismissible: true, dismissLabel: 'Dismiss' },
      onDismiss: () => dismiss(id),
    });
    const done = (text: ReactNode) =>
      setShown((all) => [{ id: crypto.randomUUID(), text }, ...all].slice(0, SHOWN_MAX));
    return { flashes: shown.map(flash), done };
  }, [shown]);
  return <Context value={value}>{children}</Context>;
}

const SHOWN_MAX = 5;
