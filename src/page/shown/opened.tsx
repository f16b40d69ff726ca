import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from 'react';

interface OpenedProps<Props> {
  /** Loads the script of what is opened. */
  load(): Promise<{ default: ComponentType<Props> }>;
  /** What it is given. */
  props: Props;
  /** What stands there until it has come. */
  loading: ReactNode;
}

/**
 * What has a script of its own, once that has come: a click is answered at once, and what is opened is drawn beside it.
 * A boundary around it shows why it does not come.
 * What comes by `lazy` and `Suspense` is kept back until 300 ms after the words that stood there before
 * (`globalMostRecentFallbackTime` in react-dom 19.3.1).
 */
export function Opened<Props extends object>({ load, props, loading }: OpenedProps<Props>) {
  const [Content, setContent] = useState<ComponentType<Props>>();
  const [failure, setFailure] = useState<{ error: unknown }>();
  useEffect(() => {
    let isCurrent = true;
    load().then(
      ({ default: loaded }) => isCurrent && startTransition(() => setContent(() => loaded)),
      (error: unknown) => isCurrent && setFailure({ error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (failure !== undefined) throw failure.error;
  return Content === undefined ? loading : <Content {...props} />;
}
