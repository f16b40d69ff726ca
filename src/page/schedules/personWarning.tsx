import Alert from '@cloudscape-design/components/alert';
import { usePlanVersion } from '../plans/planReads.ts';
import { PlainText } from '../shown/plainText.tsx';
import { personChecks } from './personChecks.ts';

interface PersonWarningProps {
  plan: string;
  planVersion: number;
  overrides: Record<string, unknown> | undefined;
}

/** Runs of the schedule that need a person, who is not there by night. */
export function PersonWarning({ plan, planVersion, overrides }: PersonWarningProps) {
  const { body } = usePlanVersion(plan, planVersion);
  const sentences = body === undefined ? [] : personChecks(body.body, overrides);
  if (sentences.length === 0) return null;
  return (
    <Alert type="warning">
      <PlainText text={sentences.join(' ')} />
    </Alert>
  );
}
