import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

interface ReasonInputProps {
  value: string;
  onChange(reason: string): void;
  /** What to write, as in `Why you move it, for the record`. */
  description: string;
  placeholder?: string;
}

/** The API takes a reason of at most so many characters. */
const REASON_CHARACTERS_MAX = 256;

/** Why a person does something, for the record. */
export function ReasonInput({ value, onChange, description, placeholder }: ReasonInputProps) {
  const left = REASON_CHARACTERS_MAX - [...value].length;
  const error = left < 0 ? `${-left} characters too many` : undefined;
  return (
    <FormField label="Reason" description={description} errorText={error} constraintText="At most 256 characters">
      <Input {...{ value, placeholder }} onChange={({ detail }) => onChange(detail.value)} autoComplete={false} />
    </FormField>
  );
}

/** Whether the API would take it. */
export function isReason(value: string): boolean {
  return value.trim() !== '' && [...value].length <= REASON_CHARACTERS_MAX;
}
