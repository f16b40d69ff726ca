import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { Drill } from '../../api/client.ts';
import { PlainText } from '../../shown/plainText.tsx';
import { refusalText } from '../../words/refusalText.ts';
import { WAIVABLE } from '../waivable.ts';

interface FoundTextProps {
  found: Drill['failedChecks']['first'][number];
  waive(): void;
}

/** A check that failed or warned, and what an operator can do about it. */
export function FoundText({ found: { check, message, remedy }, waive }: FoundTextProps) {
  return (
    <Box>
      <b>{check}</b>: <PlainText text={refusalText(message)} />{' '}
      <Box variant="span" color="text-body-secondary">
        <PlainText text={refusalText(remedy)} />
      </Box>{' '}
      {WAIVABLE.includes(check) && (
        <Button variant="inline-link" ariaLabel={`Waive ${check} with a reason`} onClick={waive}>
          Waive it
        </Button>
      )}
    </Box>
  );
}
