import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { Refusal } from '../api/answers.ts';
import { isOutage } from '../api/failure.ts';
import { isMissing } from '../api/isMissing.ts';

import type { Polled } from '../api/usePolled.ts';
import { Loading } from './loading.tsx';
import { MissingAlert, type WayBack } from './missingAlert.tsx';
import { ProblemAlert } from './problemAlert.tsx';

interface PolledViewProps<Body> {
  /** What is read, as in `the drill`. */
  what: string;
  of: Polled<Body>;
  /** Where to go if there is no such thing. */
  back?: WayBack;
  children: (body: Body) => ReactNode;
}

/** What was read; before that, that it is being read; and why it cannot be read. */
export function PolledView<Body>({ what, of: { body, error }, back, children }: PolledViewProps<Body>) {
  // Without an answer that is old but right, the messages on top of the view say why there is nothing.
  const refused = error instanceof Refusal ? error : null;
  return (
    <SpaceBetween size="m">
      {refused !== null && <Refused {...{ refused, what, back }} />}
      {body === undefined ? error === null && <Loading what={what} /> : children(body)}
    </SpaceBetween>
  );
}

function Refused({ refused, what, back }: { refused: Refusal; what: string; back: WayBack | undefined }) {
  if (isMissing(refused)) return <MissingAlert said={refused.message} back={back} />;
  const header = `Cannot read ${what}`;
  if (!isOutage(refused)) return <ProblemAlert error={refused} what={header} />;
  return (
    <Alert type="error" header={header}>
      The message on top says why. It is read again by itself.
    </Alert>
  );
}
