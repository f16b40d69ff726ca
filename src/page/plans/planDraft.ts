import { useEffect, useState } from 'react';
import { useAskBeforeUnload } from '../shown/useAskBeforeUnload.ts';

/** A text that somebody typed and has not saved. */
export interface PlanDraft {
  text: string;
  /** The version that it changes, as its writer saw it; 0: a new plan. */
  baseVersion: number;
}

/** The draft of a plan that this browser keeps; `''`: that of a plan without a name yet. */
export function keptDraft(name: string): PlanDraft | undefined {
  const kept = localStorage.getItem(keyOf(name));
  const split = kept?.indexOf('\n') ?? -1;
  if (kept === null || split === -1) return undefined;
  return { baseVersion: Number(kept.slice(0, split)), text: kept.slice(split + 1) };
}

/** Forgets a draft, once it is saved or its writer gives it up. */
export function dropDraft(name: string): void {
  localStorage.removeItem(keyOf(name));
}

function keyOf(name: string): string {
  return `plan-draft:${name}`;
}

/** A draft that survives leaving the view and closing the browser; closing asks first. */
export function usePlanDraft(name: string, atFirst: PlanDraft) {
  const [saved] = useState(atFirst);
  const [draft, setDraft] = useState<PlanDraft>(() => keptDraft(name) ?? saved);
  const isChanged = draft.text !== saved.text;
  useEffect(() => {
    if (isChanged) keepDraft(name, draft);
    else dropDraft(name);
  }, [name, draft, isChanged]);
  useAskBeforeUnload(isChanged);
  return { draft, setDraft, isChanged };
}

/** A browser without room does not keep it; closing the view then still asks. */
function keepDraft(name: string, { baseVersion, text }: PlanDraft): void {
  try {
    localStorage.setItem(keyOf(name), `${baseVersion}\n${text}`);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
