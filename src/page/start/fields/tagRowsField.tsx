import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import type { TagRow } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';
import { valueAt } from '../pointers.ts';

interface TagRowsFieldProps {
  /** Where the rows are in the draft. */
  pointer: string;
  /** Where the tags are in the request. */
  requested: string;
  valueLabel: string;
  empty: string;
  rowsMax: number;
}

/** Tags, one in a row. */
export function TagRowsField({ pointer, requested, valueLabel, empty, rowsMax }: TagRowsFieldProps) {
  const { body, faults, set } = useEditing();
  const rows = valueAt(body, pointer) as TagRow[];
  const fault = wordsBelow(faults, requested);
  const cell = (member: 'name' | 'value', label: string) => (row: TagRow, index: number) => (
    <Input
      value={row[member]}
      ariaLabel={`${label} ${index + 1}`}
      onChange={({ detail }) => set(`${pointer}/${index}/${member}`, detail.value)}
      autoComplete={false}
    />
  );
  return (
    <AttributeEditor
      items={rows}
      definition={[
        { label: 'Tag', control: cell('name', 'Tag') },
        { label: valueLabel, control: cell('value', valueLabel) },
      ]}
      addButtonText="Add a tag"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ name }) => `Remove the tag ${name}`}
      onAddButtonClick={() => set(pointer, [...rows, { key: crypto.randomUUID(), name: '', value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        set(
          pointer,
          rows.filter((_, index) => index !== detail.itemIndex),
        )
      }
      disableAddButton={rows.length >= rowsMax}
      empty={empty}
      {...(fault !== undefined && { additionalInfo: <span role="alert">{fault}</span> })}
    />
  );
}
