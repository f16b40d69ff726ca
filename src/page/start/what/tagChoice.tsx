import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { DraftWave } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';
import { ChoiceField } from '../fields/choiceField.tsx';
import { NumberField } from '../fields/numberField.tsx';
import { TagRowsField } from '../fields/tagRowsField.tsx';

interface TagChoiceProps {
  wave: DraftWave;
  pointer: string;
}

/** Servers by their tags in DRS, chosen when the drill is requested. */
export function TagChoice({ wave: { exclude, sample }, pointer }: TagChoiceProps) {
  return (
    <SpaceBetween size="m">
      <TagRowsField
        pointer={`${pointer}/tagRows`}
        requested={`${pointer}/servers/tags`}
        valueLabel="Allowed values, with commas between them"
        empty="A server must have one of the values of every tag."
        rowsMax={10}
      />
      <ColumnLayout columns={3}>
        <NumberField
          pointer={`${pointer}/sample/count`}
          label="Only so many of them"
          constraint="Empty: all that match."
          isOptional
        />
        {sample?.count !== undefined && (
          <ChoiceField pointer={`${pointer}/sample/by`} label="Which" byDefault="" options={SAMPLES} />
        )}
        <Excluded {...{ exclude, pointer }} />
      </ColumnLayout>
    </SpaceBetween>
  );
}

interface ExcludedProps {
  exclude: string[];
  pointer: string;
}

function Excluded({ exclude, pointer }: ExcludedProps) {
  const { faults, set } = useEditing();
  return (
    <FormField
      label={
        <>
          Without these servers – <i>optional</i>
        </>
      }
      constraintText="Ids, with commas or spaces between them."
      errorText={wordsBelow(faults, `${pointer}/servers/exclude`)}
    >
      <Textarea
        value={exclude.join(' ')}
        rows={1}
        onChange={({ detail }) =>
          set(
            `${pointer}/exclude`,
            detail.value.split(/[\s,]+/).filter((id) => id !== ''),
          )
        }
      />
    </FormField>
  );
}

const SAMPLES = [
  { value: 'STALEST', label: 'The stalest', description: 'Never proved first, then proved the longest ago.' },
  { value: 'RANDOM', label: 'Any' },
];
