import Box from '@cloudscape-design/components/box';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import type { TypedMoment } from '../words/moments.ts';

interface MomentInputProps {
  label: string;
  description?: string;
  value: TypedMoment;
  onChange(moment: TypedMoment): void;
}

/** A day and a time in UTC, each with a label of its own. */
export function MomentInput({ label, description, value, onChange }: MomentInputProps) {
  return (
    <SpaceBetween size="xxs">
      <SpaceBetween direction="horizontal" size="xs">
        <FormField label={`${label}: day`} constraintText="UTC, YYYY/MM/DD">
          <DateInput
            value={value.day.replaceAll('-', '/')}
            placeholder="YYYY/MM/DD"
            onChange={({ detail }) => onChange({ ...value, day: detail.value.replaceAll('/', '-') })}
          />
        </FormField>
        <FormField label={`${label}: time`} constraintText="UTC, hh:mm">
          <TimeInput
            value={value.time}
            format="hh:mm"
            placeholder="hh:mm"
            onChange={({ detail }) => onChange({ ...value, time: detail.value })}
          />
        </FormField>
      </SpaceBetween>
      {description !== undefined && (
        <Box fontSize="body-s" color="text-body-secondary">
          {description}
        </Box>
      )}
    </SpaceBetween>
  );
}
