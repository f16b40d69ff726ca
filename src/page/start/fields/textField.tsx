import Input from '@cloudscape-design/components/input';
import { useEditing } from '../draftContext.ts';
import { valueAt } from '../pointers.ts';
import type { FieldProps } from './fieldProps.ts';
import { LabelledField } from './labelledField.tsx';

/** A text of the request. */
export function TextField({ placeholder, ...field }: FieldProps) {
  const { body, set } = useEditing();
  const value = valueAt(body, field.pointer);
  return (
    <LabelledField {...field}>
      <Input
        value={typeof value === 'string' ? value : ''}
        onChange={({ detail }) => set(field.pointer, detail.value === '' ? undefined : detail.value)}
        autoComplete={false}
        {...(placeholder !== undefined && { placeholder })}
      />
    </LabelledField>
  );
}
