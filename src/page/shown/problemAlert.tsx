import Alert from '@cloudscape-design/components/alert';
import { Refusal } from '../api/answers.ts';
import { failureOf } from '../api/failure.ts';
import { refusalText } from '../words/refusalText.ts';
import { failureText } from './failureText.ts';
import { PlainText } from './plainText.tsx';

/** Why something could not be read or done, with every fault that the API named. */
export function ProblemAlert({ error, what }: { error: Error; what: string }) {
  const faults = error instanceof Refusal ? (error.problem.errors ?? []) : [];
  return (
    <Alert type="error" header={<PlainText text={`${what}: ${titleOf(error)}`} />}>
      <PlainText text={failureText(error)} />
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

function titleOf(error: Error): string {
  if (error instanceof Refusal) return error.problem.title;
  return failureOf(error) === 'NO_SERVER' ? 'no answer' : 'the page has a fault';
}
