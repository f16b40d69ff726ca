import Alert from '@cloudscape-design/components/alert';
import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import { type ReactNode, useState } from 'react';
import { PlainText } from '../shown/plainText.tsx';
import { ReloadButton } from './reloadButton.tsx';

interface BoundaryProps {
  children: ReactNode;
  /** What stands around the message; without it, the message stands alone. */
  around?(message: ReactNode): ReactNode;
}

/** Shows a message in place of what cannot be shown, so that the rest of the page stays. */
export function Boundary({ children, around = (message) => message }: BoundaryProps) {
  const [error, setError] = useState<Error>();
  return (
    <ErrorBoundary
      onError={(detail) => setError(detail.error)}
      renderFallback={() => around(<NotShown error={error} />)}
    >
      {children}
    </ErrorBoundary>
  );
}

function NotShown({ error }: { error: Error | undefined }) {
  return (
    <Alert type="error" header="This cannot be shown" action={<ReloadButton />}>
      Perhaps a part of the page did not come: its server was stopped, or the page was updated since you opened it. Once
      the server answers, load the page again.{' '}
      <PlainText text={error === undefined ? undefined : `(${error.message})`} />
    </Alert>
  );
}
