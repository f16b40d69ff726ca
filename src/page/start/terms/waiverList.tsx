import AttributeEditor, { type AttributeEditorProps } from '@cloudscape-design/components/attribute-editor';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { DraftWaiver } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';
import { WAIVABLE } from '../waivable.ts';

/** Checks before the launch that this drill ignores, each with a reason. */
export function WaiverList() {
  const { body, faults, set } = useEditing();
  const { waivers } = body;
  const fault = wordsBelow(faults, '/waivers');
  return (
    <SpaceBetween size="s">
      <Header
        variant="h3"
        description="Checks before the launch that this drill ignores. Each needs a reason, which stays on record."
      >
        Waivers
      </Header>
      <AttributeEditor
        items={waivers}
        definition={COLUMNS}
        addButtonText="Add a waiver"
        removeButtonText="Remove"
        removeButtonAriaLabel={({ check }) => `Remove the waiver of ${check ?? 'no check'}`}
        onAddButtonClick={() => set('/waivers', [...waivers, { key: crypto.randomUUID() }])}
        onRemoveButtonClick={({ detail }) =>
          set(
            '/waivers',
            waivers.filter((_, index) => index !== detail.itemIndex),
          )
        }
        disableAddButton={waivers.length >= WAIVERS_MAX}
        empty="Nothing is waived."
        {...(fault !== undefined && { additionalInfo: <span role="alert">{fault}</span> })}
      />
    </SpaceBetween>
  );
}

const COLUMNS: AttributeEditorProps.FieldDefinition<DraftWaiver>[] = [
  { label: 'Check', control: (waiver, index) => <CheckCell {...{ waiver, index }} /> },
  {
    label: 'Server, empty: all',
    control: (waiver, index) => <TextCell {...{ waiver, index }} member="sourceServerId" label="Server" />,
  },
  { label: 'Reason', control: (waiver, index) => <TextCell {...{ waiver, index }} member="reason" label="Reason" /> },
];

const WAIVERS_MAX = 30;

interface CellProps {
  waiver: DraftWaiver;
  index: number;
}

function CheckCell({ waiver: { check }, index }: CellProps) {
  const { set } = useEditing();
  return (
    <Select
      ariaLabel={`Check of waiver ${index + 1}`}
      selectedOption={check === undefined ? null : { value: check, label: check }}
      placeholder="Choose a check"
      options={WAIVABLE.map((value) => ({ value, label: value }))}
      onChange={({ detail }) => set(`/waivers/${index}/check`, detail.selectedOption.value)}
      expandToViewport
    />
  );
}

interface TextCellProps extends CellProps {
  member: 'sourceServerId' | 'reason';
  label: string;
}

function TextCell({ waiver, index, member, label }: TextCellProps) {
  const { set } = useEditing();
  return (
    <Input
      ariaLabel={`${label} of waiver ${index + 1}`}
      value={waiver[member] ?? ''}
      onChange={({ detail }) => set(`/waivers/${index}/${member}`, detail.value === '' ? undefined : detail.value)}
    />
  );
}
