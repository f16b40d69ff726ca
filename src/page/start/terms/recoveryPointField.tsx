import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { utcMoment } from '../../words/utcMoment.ts';
import { useEditing } from '../draftContext.ts';
import { LabelledField } from '../fields/labelledField.tsx';
import { valueAt } from '../pointers.ts';
import { pointIdsOf, pointLines } from '../recoveryPoints.ts';

/** The recovery point to launch from: the latest, one at or before a time, or one by id for each server. */
export function RecoveryPointField() {
  const { body, set } = useEditing();
  const kind = valueAt(body, '/recoveryPoint/type') ?? 'LATEST';
  return (
    <LabelledField pointer="/recoveryPoint" label="Recovery point">
      <SpaceBetween size="xs">
        <RadioGroup
          value={String(kind)}
          items={KINDS}
          onChange={({ detail: { value } }) =>
            set('/recoveryPoint', value === 'LATEST' ? undefined : { type: value, ...(value === 'ID' && { ids: {} }) })
          }
        />
        {kind === 'AT_OR_BEFORE' && <Moment />}
        {kind === 'ID' && <Ids />}
      </SpaceBetween>
    </LabelledField>
  );
}

const KINDS = [
  { value: 'LATEST', label: 'The latest' },
  {
    value: 'AT_OR_BEFORE',
    label: 'The newest at or before a time',
    description: 'As after an attack that began at that time.',
  },
  { value: 'ID', label: 'By id, for each server', description: 'For at most 200 servers.' },
];

function Moment() {
  const { body, set } = useEditing();
  const [text, setText] = useState(String(valueAt(body, '/recoveryPoint/at') ?? ''));
  const enter = (entered: string) => {
    setText(entered);
    set('/recoveryPoint/at', utcMoment(entered) ?? entered);
  };
  return (
    <Input
      ariaLabel="Time of the recovery point, in UTC"
      placeholder="2026-12-01 14:30, in UTC"
      value={text}
      invalid={text !== '' && utcMoment(text) === null}
      onChange={({ detail }) => enter(detail.value)}
    />
  );
}

function Ids() {
  const { body, set } = useEditing();
  const [text, setText] = useState(() => pointLines(valueAt(body, '/recoveryPoint/ids')));
  const enter = (entered: string) => {
    setText(entered);
    set('/recoveryPoint/ids', pointIdsOf(entered));
  };
  return (
    <Textarea
      ariaLabel="A source server and its recovery point in each line"
      placeholder="s-0123456789abcdef0 pit-0123456789abcdef0"
      value={text}
      rows={4}
      spellcheck={false}
      onChange={({ detail }) => enter(detail.value)}
    />
  );
}
