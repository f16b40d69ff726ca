import RadioGroup from '@cloudscape-design/components/radio-group';
import { useEditing } from '../draftContext.ts';
import { valueAt } from '../pointers.ts';
import type { FieldProps } from './fieldProps.ts';
import { LabelledField } from './labelledField.tsx';

interface ChoiceFieldProps extends FieldProps {
  options: { value: string; label: string; description?: string }[];
  /** What counts when nothing is chosen; it is not sent. */
  byDefault: string;
}

/** One of a few values of the request. */
export function ChoiceField({ options, byDefault, ...field }: ChoiceFieldProps) {
  const { body, set } = useEditing();
  const value = valueAt(body, field.pointer);
  return (
    <LabelledField {...field}>
      <RadioGroup
        value={typeof value === 'string' ? value : byDefault}
        items={options}
        onChange={({ detail }) => set(field.pointer, detail.value === byDefault ? undefined : detail.value)}
      />
    </LabelledField>
  );
}
