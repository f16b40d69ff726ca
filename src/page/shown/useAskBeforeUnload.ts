import { useEffect } from 'react';

/** Lets the browser ask before it closes or reloads the page while something would be lost. */
export function useAskBeforeUnload(isChanged: boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => isChanged && event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isChanged]);
}
