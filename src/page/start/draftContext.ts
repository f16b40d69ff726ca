import { createContext, useContext } from 'react';
import { type DraftBody, emptyBody } from './draft.ts';
import type { Fault } from './faults.ts';

/** What the fields of the wizard read and change. */
export interface Editing {
  body: DraftBody;
  faults: readonly Fault[];
  /** Sets a member by its JSON pointer; undefined removes it. */
  set(pointer: string, value: unknown): void;
}

/** The body that is edited. */
export const EditingContext = createContext<Editing>({ body: emptyBody(), faults: [], set: () => undefined });

export function useEditing(): Editing {
  return useContext(EditingContext);
}
