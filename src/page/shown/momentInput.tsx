import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';

/** A time as it is typed, in UTC: `2026-12-24` and `02:00`. */
export interface TypedMoment {
  day: string;
  time: string;
}

interface MomentInputProps {
  label: string;
  description?: string;
  value: TypedMoment;
  onChange(moment: TypedMoment): void;
}

/** A day and a time in UTC. */
export function MomentInput({ label, description, value, onChange }: MomentInputProps) {
  return (
    <FormField label={label} description={description} constraintText="UTC, as YYYY/MM/DD and hh:mm" stretch>
      <SpaceBetween direction="horizontal" size="xs">
        <DateInput
          value={value.day.replaceAll('-', '/')}
          placeholder="YYYY/MM/DD"
          ariaLabel={`${label}: day (UTC)`}
          onChange={({ detail }) => onChange({ ...value, day: detail.value.replaceAll('/', '-') })}
        />
        <TimeInput
          value={value.time}
          format="hh:mm"
          placeholder="hh:mm"
          ariaLabel={`${label}: time (UTC)`}
          onChange={({ detail }) => onChange({ ...value, time: detail.value })}
        />
      </SpaceBetween>
    </FormField>
  );
}
