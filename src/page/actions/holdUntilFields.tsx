import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSettings } from '../settings/useSettings.ts';
import { MomentInput } from '../shown/momentInput.tsx';
import { durationText } from '../words/durations.ts';
import { MORE_MINUTES, type NewEnd } from './holdUntil.ts';

interface HoldUntilFieldsProps {
  chosen: NewEnd;
  fault: string | null;
  onChange(chosen: NewEnd): void;
}

/** Chooses the new end of a hold: some time longer, or until a time. */
export function HoldUntilFields({ chosen, fault, onChange }: HoldUntilFieldsProps) {
  const longestSeconds = useSettings().body?.holdSecondsMax;
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="How much longer"
        selectedId={chosen.by}
        onChange={({ detail }) => onChange({ ...chosen, by: OPTIONS.find(isNamed(detail.selectedId)) ?? chosen.by })}
        options={OPTIONS.map((id) => ({
          id,
          text: id === 'TIME' ? 'Until a time' : `+${durationText(Number(id) * 60)}`,
        }))}
      />
      {chosen.by === 'TIME' && (
        <FormField errorText={fault} stretch>
          <MomentInput label="New end" value={chosen.time} onChange={(time) => onChange({ ...chosen, time })} />
        </FormField>
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        A hold lasts at most{' '}
        {longestSeconds === undefined ? 'as long as the deployment allows' : durationText(longestSeconds)} in all; a
        later end is refused.
      </Box>
    </SpaceBetween>
  );
}

const OPTIONS = [...MORE_MINUTES, 'TIME'] as const;

function isNamed(id: string) {
  return (option: (typeof OPTIONS)[number]) => option === id;
}
