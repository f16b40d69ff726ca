import Alert from '@cloudscape-design/components/alert';
import { Refusal } from '../api/answers.ts';
import { refusalText } from '../words/refusalText.ts';
import { PlainText } from './plainText.tsx';

/** Why something could not be read or done, with every fault that the API named. */
export function ProblemAlert({ error, what }: { error: Error; what: string }) {
  const faults = error instanceof Refusal ? (error.problem.errors ?? []) : [];
  return (
    <Alert
      type="error"
      header={<PlainText text={`${what}: ${error instanceof Refusal ? error.problem.title : 'no answer'}`} />}
    >
      <PlainText text={refusalText(error.message)} />
      {faults.length > 0 && (
        <ul className="tight">
          {faults.map(({ pointer, parameter, message }) => (
            <li key={`${pointer} ${parameter} ${message}`}>
              <code>{pointer ?? parameter}</code> <PlainText text={refusalText(message)} />
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
