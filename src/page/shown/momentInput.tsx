import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { dayFault, momentOf, type TypedMoment, timeFault, withDay } from '../words/moments.ts';
import { utcText } from '../words/utcText.ts';

interface MomentInputProps {
  label: string;
  description?: string;
  value: TypedMoment;
  onChange(moment: TypedMoment): void;
}

/** A day and a time in UTC, each with a label of its own. A whole time may be pasted into the day. */
export function MomentInput({ label, description, value, onChange }: MomentInputProps) {
  const [left, setLeft] = useState({ day: false, time: false });
  // What is being typed is not wrong yet.
  const isDayShown = left.day || value.day.length >= DAY_LENGTH;
  const isTimeShown = left.time || value.time.length >= TIME_LENGTH;
  return (
    <SpaceBetween size="xxs">
      <SpaceBetween direction="horizontal" size="xs">
        <Part
          {...{ label: `${label}: day`, constraint: 'UTC, as 2026-12-23', placeholder: 'YYYY-MM-DD', text: value.day }}
          fault={isDayShown ? dayFault(value) : undefined}
          leave={() => setLeft({ ...left, day: true })}
          type={(text) => onChange(withDay(value, text))}
        />
        <Part
          {...{ label: `${label}: time`, constraint: 'UTC, hh:mm', placeholder: 'hh:mm', text: value.time }}
          fault={isTimeShown ? timeFault(value) : undefined}
          leave={() => setLeft({ day: true, time: true })}
          type={(text) => onChange({ ...value, time: text.trim() })}
        />
      </SpaceBetween>
      <Meaning value={value} />
      {description !== undefined && (
        <Box fontSize="body-s" color="text-body-secondary">
          {description}
        </Box>
      )}
    </SpaceBetween>
  );
}

const DAY_LENGTH = 10;
const TIME_LENGTH = 5;

interface PartProps {
  label: string;
  constraint: string;
  placeholder: string;
  text: string;
  fault: string | undefined;
  /** The field lost the focus. */
  leave(): void;
  type(text: string): void;
}

function Part({ label, constraint, placeholder, text, fault, leave, type }: PartProps) {
  return (
    <FormField label={label} constraintText={constraint} errorText={fault}>
      <Input
        value={text}
        placeholder={placeholder}
        autoComplete={false}
        onBlur={leave}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  );
}

/** The time as it is understood, and what it is for the reader. */
function Meaning({ value }: { value: TypedMoment }) {
  const at = momentOf(value);
  if (at === undefined) return null;
  const here = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Box fontSize="body-s">
      {utcText(at)}, which is {here} for you
    </Box>
  );
}
