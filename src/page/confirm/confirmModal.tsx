import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../api/answers.ts';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../shown/failureText.ts';
import { MissingWords } from '../shown/missingWords.tsx';
import { ProblemAlert } from '../shown/problemAlert.tsx';

export interface ConfirmModalProps {
  /** What is done, as in `Cancel this drill`. It is the heading, and the button unless that has its own text. */
  title: string;
  button?: string;
  /** What will happen: instances, cost. A sentence each. */
  effects: string[];
  /** What cannot be undone; undefined: everything can. */
  irreversible?: ReactNode;
  /** Typed by the person before the button works. */
  typed?: string;
  /** The fields of the action. */
  children?: ReactNode;
  /** False while a field is missing. */
  isReady?: boolean;
  /** What is missing or wrong in the fields, a sentence each; it stands beside the button. */
  missing?: readonly string[];
  /** Does it. Throws a `Refusal` when the API refuses. */
  act(): Promise<void>;
  /** `large`: for fields that need width. */
  size?: 'medium' | 'large';
  /** After a conflict: reads the newest state, so that the person decides again. */
  lookAgain?(): Promise<unknown>;
  close(): void;
}

/** Asks once before an action, and shows why it was refused. A lost version is shown, never overwritten. */
export function ConfirmModal(props: ConfirmModalProps) {
  const {
    title,
    effects,
    irreversible,
    typed,
    children,
    isReady = true,
    missing = [],
    lookAgain,
    close,
    size = 'medium',
  } = props;
  const button = props.button ?? title;
  const [word, setWord] = useState('');
  const { state, run } = useAct(props);
  const isActing = state.kind === 'ACTING';
  const isAllowed = isReady && missing.length === 0 && !isActing && (typed === undefined || word === typed);
  return (
    <Modal
      visible
      size={size}
      header={title}
      // A click beside it would lose what was typed. Whoever left while it is done would not see that it was refused.
      onDismiss={({ detail }) => isActing || detail.reason === 'overlay' || close()}
      footer={<Buttons {...{ button, missing, close, run, isAllowed, isActing }} />}
    >
      <SpaceBetween size="m">
        {state.kind === 'CONFLICT' && <Conflict {...{ lookAgain, wasLost: state.wasLost }} />}
        {state.kind === 'REFUSED' && <Refused error={state.error} />}
        <Effects effects={effects} />
        {irreversible !== undefined && <Alert type="warning">{irreversible}</Alert>}
        {children}
        {typed !== undefined && <TypedWord {...{ typed, word, setWord }} />}
      </SpaceBetween>
    </Modal>
  );
}

function Effects({ effects }: Pick<ConfirmModalProps, 'effects'>) {
  return (
    <ul className="tight">
      {effects.map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  );
}

interface TypedWordProps {
  typed: string;
  word: string;
  setWord(word: string): void;
}

function TypedWord({ typed, word, setWord }: TypedWordProps) {
  return (
    <FormField label={`Type ${typed} to confirm`}>
      <Input value={word} onChange={({ detail }) => setWord(detail.value)} autoComplete={false} />
    </FormField>
  );
}

interface ButtonsProps {
  button: string;
  missing: readonly string[];
  isAllowed: boolean;
  isActing: boolean;
  run(): void;
  close(): void;
}

function Buttons({ button, missing, isAllowed, isActing, run, close }: ButtonsProps) {
  return (
    <SpaceBetween size="xs">
      <MissingWords sentences={missing} />
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" disabled={isActing} onClick={close}>
            Back
          </Button>
          <Button variant="primary" disabled={!isAllowed} loading={isActing} onClick={run}>
            {button}
          </Button>
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  );
}

type Acting =
  | { kind: 'ASKING' | 'ACTING' }
  | { kind: 'REFUSED'; error: Error }
  /** `wasLost`: the answer before was lost, so that the change may be the person's own. */
  | { kind: 'CONFLICT'; wasLost: boolean };

function useAct({ act, lookAgain, close }: ConfirmModalProps) {
  const [state, setState] = useState<Acting>({ kind: 'ASKING' });
  const run = async () => {
    const wasLost = state.kind === 'REFUSED' && !isRefused(state.error);
    setState({ kind: 'ACTING' });
    try {
      await act();
      close();
    } catch (error) {
      const isConflict = error instanceof Refusal && error.status === 412;
      if (isConflict) await lookAgain?.();
      setState(isConflict ? { kind: 'CONFLICT', wasLost } : { kind: 'REFUSED', error: error as Error });
    }
  };
  return { state, run };
}

function isRefused(error: Error): error is Refusal {
  return error instanceof Refusal && error.status < 500;
}

/** An answer that was lost, or a fault of the API, says nothing about what was done before it. */
function Refused({ error }: { error: Error }) {
  if (error instanceof Refusal && error.problem.code === 'idempotency-key-reused')
    return (
      <Alert type="warning" header="What you confirmed before was done; this was not">
        The answer to it was lost. Close this, look at what it did, and decide again.
      </Alert>
    );
  if (isRefused(error)) return <ProblemAlert error={error} what="Nothing was done" />;
  return (
    <Alert type="warning" header="It is not known whether this was done">
      {failureOf(error) === 'NO_SERVER' ? 'No answer came.' : failureText(error)} Confirm again if you still want it:
      the same confirmation takes effect only once.
    </Alert>
  );
}

interface ConflictProps extends Pick<ConfirmModalProps, 'lookAgain'> {
  wasLost: boolean;
}

function Conflict({ lookAgain, wasLost }: ConflictProps) {
  const header = wasLost
    ? 'It has changed since you looked, perhaps by your first confirmation'
    : 'It has changed since you looked; nothing was done';
  return (
    <Alert type="warning" header={header}>
      {lookAgain === undefined
        ? 'Close this, look at it, and decide again.'
        : 'The text below and the view behind it are current. Confirm again if you still want it.'}
    </Alert>
  );
}
