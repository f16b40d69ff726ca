import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

interface ReasonFieldProps {
  label: string;
  description?: string;
  value: string;
  onChange(value: string): void;
}

/** A text for the record, on one line and of at most 256 characters. */
export function ReasonField({ label, description, value, onChange }: ReasonFieldProps) {
  const isTooLong = value.length > CHARACTERS_MAX;
  return (
    <FormField
      label={label}
      description={description}
      errorText={isTooLong ? `At most ${CHARACTERS_MAX} characters; these are ${value.length}.` : undefined}
      constraintText={`Kept in the record. At most ${CHARACTERS_MAX} characters.`}
    >
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} autoComplete={false} ariaRequired />
    </FormField>
  );
}

/** Whether the API would take it. */
export function isReason(value: string): boolean {
  return value.trim() !== '' && value.length <= CHARACTERS_MAX;
}

const CHARACTERS_MAX = 256;
