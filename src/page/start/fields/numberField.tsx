import Input from '@cloudscape-design/components/input';
import { useEditing } from '../draftContext.ts';
import { valueAt } from '../pointers.ts';
import type { FieldProps } from './fieldProps.ts';
import { LabelledField } from './labelledField.tsx';

/** A whole number of the request. */
export function NumberField({ placeholder, ...field }: FieldProps) {
  const { body, set } = useEditing();
  const value = valueAt(body, field.pointer);
  return (
    <LabelledField {...field}>
      <Input
        type="number"
        inputMode="numeric"
        value={typeof value === 'number' ? String(value) : ''}
        onChange={({ detail }) => set(field.pointer, detail.value === '' ? undefined : Number(detail.value))}
        {...(placeholder !== undefined && { placeholder })}
      />
    </LabelledField>
  );
}
