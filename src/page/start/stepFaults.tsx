import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import { Refusal } from '../api/answers.ts';
import { failureText } from '../shown/failureText.ts';
import { PlainText } from '../shown/plainText.tsx';
import { refusalText } from '../words/refusalText.ts';
import { type Fault, placeText, stepOf } from './faults.ts';
import type { Start } from './useStart.ts';

/** What is wrong with a step, beside its buttons; undefined: nothing. The words also stand at the fields. */
export function stepFaults({ editing, refusal }: Pick<Start, 'editing' | 'refusal'>, step: 0 | 1): ReactNode {
  const faults = editing.faults.filter((fault) => stepOf(fault) === step);
  if (faults.length > 0) return <Faults faults={faults} />;
  return step === 0 || refusal === null ? undefined : refusedText(refusal);
}

function refusedText(refusal: Error): string {
  const title = refusal instanceof Refusal ? `${refusal.problem.title}: ` : '';
  return `No dry run was started. ${title}${failureText(refusal)}`;
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <Box>
      {faults.length === 1 ? 'One thing has' : `${faults.length} things have`} to change before this can go on:
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.pointer} ${fault.message}`}>
            <PlainText text={refusalText(`${placeText(fault)}: ${fault.message}`)} />
          </li>
        ))}
      </ul>
    </Box>
  );
}
