import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

interface ReasonFieldProps {
  /** The question, where `Reason` is not enough. */
  label?: string;
  /** What to write, as in `How you know that it hangs.` */
  description?: string;
  value: string;
  onChange(value: string): void;
}

/** Why a person does something, for the record: on one line, and of at most 256 characters. */
export function ReasonField({ label = 'Reason', description, value, onChange }: ReasonFieldProps) {
  const count = [...value].length;
  return (
    <FormField
      label={label}
      description={description}
      errorText={count > CHARACTERS_MAX && `At most ${CHARACTERS_MAX} characters; these are ${count}.`}
      constraintText={`Kept in the record. At most ${CHARACTERS_MAX} characters.`}
    >
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} autoComplete={false} ariaRequired />
    </FormField>
  );
}

/** Whether the API would take it. */
export function isReason(value: string): boolean {
  return value.trim() !== '' && [...value].length <= CHARACTERS_MAX;
}

const CHARACTERS_MAX = 256;
