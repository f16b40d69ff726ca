import { type ReactNode, useDeferredValue } from 'react';
import { Loading } from './loading.tsx';

interface LaterProps {
  /** What comes, as in `the timeline`. */
  what: string;
  children: ReactNode;
}

/** What is drawn once the rest is on the screen: a click is answered at once, and what is in sight comes first. */
export function Later({ what, children }: LaterProps) {
  return useDeferredValue(true, false) ? children : <Loading what={what} />;
}
