import Checkbox from '@cloudscape-design/components/checkbox';
import { useEditing } from '../draftContext.ts';
import { valueAt } from '../pointers.ts';

interface TickFieldProps {
  pointer: string;
  label: string;
  description?: string;
  /** What counts when the member is absent; it is not sent. */
  byDefault: boolean;
}

/** Whether something holds. */
export function TickField({ pointer, label, description, byDefault }: TickFieldProps) {
  const { body, set } = useEditing();
  const value = valueAt(body, pointer);
  return (
    <Checkbox
      checked={typeof value === 'boolean' ? value : byDefault}
      description={description}
      onChange={({ detail }) => set(pointer, detail.checked === byDefault ? undefined : detail.checked)}
    >
      {label}
    </Checkbox>
  );
}
