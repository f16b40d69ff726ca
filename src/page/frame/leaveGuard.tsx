import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useAskBeforeUnload } from '../shown/useAskBeforeUnload.ts';

/** Says that something would be lost, until what it answers is called. */
type Hold = () => () => void;

const Context = createContext<Hold>(() => () => undefined);

/** Asks before another view is opened, or the page is closed, while what was entered on this view would be lost. */
export function useAskBeforeLeaving(isChanged: boolean): void {
  const hold = useContext(Context);
  useEffect(() => (isChanged ? hold() : undefined), [hold, isChanged]);
  useAskBeforeUnload(isChanged);
}

/** The views of the page, which may ask before they are left. The browser's own way back is not asked about. */
export function LeaveGuard({ children }: { children: ReactNode }) {
  const held = useRef(0);
  const [leave, setLeave] = useState<() => void>();
  const hold = useCallback(() => {
    held.current += 1;
    return () => {
      held.current -= 1;
    };
  }, []);
  const around: AroundNavHandler = useCallback((navigate, to, options) => {
    // A replaced address is one of the same view.
    const isSame = options?.replace === true || to === location.pathname + location.search;
    if (held.current === 0 || isSame) navigate(to, options);
    else setLeave(() => () => navigate(to, options));
  }, []);
  return (
    <Router aroundNav={around}>
      <Context value={hold}>{children}</Context>
      {leave !== undefined && (
        <ConfirmModal
          title="Leave this view"
          effects={['Nothing was requested from what you entered.']}
          irreversible="What you entered is lost."
          act={async () => leave()}
          close={() => setLeave(undefined)}
        />
      )}
    </Router>
  );
}
