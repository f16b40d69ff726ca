import FormField from '@cloudscape-design/components/form-field';
import TokenGroup from '@cloudscape-design/components/token-group';
import type { DraftWave } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';

interface WaveServersProps {
  wave: DraftWave;
  pointer: string;
  hostnames: Map<string, string | null>;
}

/** The servers of a wave by name; each can be removed. */
export function WaveServers({ wave: { sourceServerIds }, pointer, hostnames }: WaveServersProps) {
  const { faults, set } = useEditing();
  const list = `${pointer}/sourceServerIds`;
  const fault = wordsBelow(faults, list);
  return (
    <FormField stretch {...(fault !== undefined && { errorText: fault })}>
      {sourceServerIds.length === 0 ? (
        'Select servers in the list above. They join the wave that is chosen beside its heading.'
      ) : (
        <TokenGroup
          items={sourceServerIds.map((id) => {
            const label = hostnames.get(id) ?? id;
            return { label, dismissLabel: `Remove ${label}`, ...(label !== id && { description: id }) };
          })}
          limit={SHOWN_MAX}
          onDismiss={({ detail }) =>
            set(
              list,
              sourceServerIds.filter((_, index) => index !== detail.itemIndex),
            )
          }
        />
      )}
    </FormField>
  );
}

const SHOWN_MAX = 12;
