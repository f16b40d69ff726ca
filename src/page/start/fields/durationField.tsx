import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useEditing } from '../draftContext.ts';
import { valueAt } from '../pointers.ts';
import type { FieldProps } from './fieldProps.ts';
import { LabelledField } from './labelledField.tsx';
import { countIn, secondsOf, UNITS, unitOf } from './units.ts';

/** A duration of the request, which is in seconds there. */
export function DurationField({ placeholder, ...field }: FieldProps) {
  const { body, set } = useEditing();
  const value = valueAt(body, field.pointer);
  const seconds = typeof value === 'number' ? value : undefined;
  const [unit, chooseUnit] = useState(() => unitOf(seconds));
  const choose = (id: string | undefined) => {
    const chosen = UNITS.find((one) => one.value === id) ?? unit;
    chooseUnit(chosen);
    set(field.pointer, secondsOf(countIn(seconds, unit), chosen));
  };
  return (
    <LabelledField {...field}>
      <div className="duration">
        <Input
          type="number"
          inputMode="decimal"
          value={countIn(seconds, unit)}
          onChange={({ detail }) => set(field.pointer, secondsOf(detail.value, unit))}
          {...(placeholder !== undefined && { placeholder })}
        />
        <Select
          ariaLabel={`Unit of ${field.label}`}
          selectedOption={unit}
          options={UNITS}
          onChange={({ detail }) => choose(detail.selectedOption.value)}
          expandToViewport
        />
      </div>
    </LabelledField>
  );
}
