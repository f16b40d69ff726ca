import FormField from '@cloudscape-design/components/form-field';
import type { ReactNode } from 'react';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';
import type { FieldProps } from './fieldProps.ts';

interface LabelledFieldProps extends Omit<FieldProps, 'placeholder'> {
  children: ReactNode;
}

/** A control with its label, and what is wrong with its member. */
export function LabelledField({
  pointer,
  label,
  description,
  constraint,
  isOptional = false,
  children,
}: LabelledFieldProps) {
  const { faults } = useEditing();
  return (
    <FormField
      label={
        <>
          {label}
          {isOptional && <i> – optional</i>}
        </>
      }
      description={description}
      constraintText={constraint}
      errorText={wordsBelow(faults, pointer)}
    >
      {children}
    </FormField>
  );
}
