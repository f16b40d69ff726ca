import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { CheckField } from '../checkFields.ts';
import { useEditing } from '../draftContext.ts';
import { DurationField } from '../fields/durationField.tsx';
import type { FieldProps } from '../fields/fieldProps.ts';
import { LabelledField } from '../fields/labelledField.tsx';
import { NumberField } from '../fields/numberField.tsx';
import { TextField } from '../fields/textField.tsx';
import { TickField } from '../fields/tickField.tsx';
import { valueAt } from '../pointers.ts';

interface CheckMemberProps {
  pointer: string;
  field: CheckField;
}

/** One member of a check. */
export function CheckMember({
  pointer,
  field: { label, field, constraint, byDefault = true, member },
}: CheckMemberProps) {
  const shared = { pointer, label, ...(constraint !== undefined && { constraint }) };
  if (field === 'TICK') return <TickField pointer={pointer} label={label} byDefault={byDefault} />;
  if (field === 'DURATION') return <DurationField {...shared} isOptional />;
  if (field === 'STATUSES') return <StatusesField {...shared} />;
  if (field === 'NUMBER')
    return <NumberField {...shared} isOptional={member !== 'port' || constraint !== '1 to 65535.'} />;
  return <TextField {...shared} isOptional />;
}

/** Status codes with commas between them. */
function StatusesField(field: FieldProps) {
  const { body, set } = useEditing();
  const [text, setText] = useState(() => ((valueAt(body, field.pointer) as number[] | undefined) ?? []).join(', '));
  const enter = (entered: string) => {
    setText(entered);
    const codes = entered.split(/[\s,]+/).filter((code) => code !== '');
    set(
      field.pointer,
      codes.length === 0 ? undefined : codes.map((code) => (/^\d+$/.test(code) ? Number(code) : code)),
    );
  };
  return (
    <LabelledField {...field} isOptional>
      <Input value={text} placeholder="200, 204" onChange={({ detail }) => enter(detail.value)} />
    </LabelledField>
  );
}
