import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAddress } from '../shown/useAddress.ts';
import { type DayRange, RANGE_DAYS_MAX, type RangeChoice, rangeProblem } from './trendsRange.ts';

interface RangePickerProps {
  choice: RangeChoice;
  /** The days that the choice means. */
  range: DayRange;
}

/** Chooses the last so many days, or from one day to another. */
export function RangePicker({ choice, range }: RangePickerProps) {
  const [, change] = useAddress();
  const known = LAST.some(({ id }) => choice.kind === 'LAST' && id === String(choice.days));
  const choose = (id: string) =>
    id === OTHER ? change({ ...range, days: null }) : change({ days: id, from: null, to: null });
  return (
    <SpaceBetween direction="horizontal" size="m" alignItems="end">
      <SegmentedControl
        label="Range"
        selectedId={choice.kind === 'LAST' && known ? String(choice.days) : OTHER}
        options={[...LAST, { id: OTHER, text: 'Other' }]}
        onChange={({ detail }) => choose(detail.selectedId)}
      />
      {(choice.kind === 'BETWEEN' || !known) && <Days key={`${range.from} ${range.to}`} range={range} />}
    </SpaceBetween>
  );
}

const OTHER = 'other';

const LAST = [
  { id: '30', text: 'Last 30 days' },
  { id: '90', text: '90 days' },
  { id: '365', text: '365 days' },
];

/** The first and the last day. They are used as soon as they are a range. */
function Days({ range }: { range: DayRange }) {
  const [, change] = useAddress();
  const [typed, setTyped] = useState(range);
  const problem = rangeProblem(typed);
  const type = (part: Partial<DayRange>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (rangeProblem(next) === undefined) change({ ...next, days: null });
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <FormField label="From" errorText={problem} constraintText={`UTC, at most ${RANGE_DAYS_MAX} days`}>
        <DateInput value={typed.from} format="iso" onChange={({ detail }) => type({ from: detail.value })} />
      </FormField>
      <FormField label="To">
        <DateInput value={typed.to} format="iso" onChange={({ detail }) => type({ to: detail.value })} />
      </FormField>
    </SpaceBetween>
  );
}
