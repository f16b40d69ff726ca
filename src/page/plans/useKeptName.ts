import { useEffect, useState } from 'react';

/** The name of a plan that is being written; this browser keeps it with the draft of its text. */
export function useKeptName(draftName: string): [string, (name: string) => void] {
  const key = keyOf(draftName);
  const [name, setName] = useState(() => localStorage.getItem(key) ?? '');
  useEffect(() => {
    if (name === '') localStorage.removeItem(key);
    else keepName(key, name);
  }, [key, name]);
  return [name, setName];
}

/** Forgets the name, once the plan is saved. */
export function dropName(draftName: string): void {
  localStorage.removeItem(keyOf(draftName));
}

function keyOf(draftName: string): string {
  return `plan-name:${draftName}`;
}

/** A browser without room does not keep it. */
function keepName(key: string, name: string): void {
  try {
    localStorage.setItem(key, name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
