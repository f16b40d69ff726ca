import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import { SelectField } from '../shown/selectField.tsx';
import { factWords } from './factWords.ts';
import type { JournalRead } from './joinedJournal.ts';
import { serversIn } from './serversIn.ts';
import type { useJournalChoice } from './useJournalChoice.ts';

interface JournalFiltersProps extends ReturnType<typeof useJournalChoice> {
  read: JournalRead;
  hostnames: ReadonlyMap<string, string>;
}

/** Finds entries by words, by a type of fact, and by a server. */
export function JournalFilters({ read, hostnames, choice, choose }: JournalFiltersProps) {
  return (
    <Grid gridDefinition={COLUMNS}>
      <FormField label="Find">
        <Input
          type="search"
          value={choice.text}
          placeholder="Words, ids, numbers"
          clearAriaLabel="Clear"
          onChange={({ detail }) => choose({ text: detail.value })}
        />
      </FormField>
      <SelectField label="Order" value={choice.order} onChange={(order) => choose({ order })} options={ORDERS} />
      <SelectField
        label="Fact"
        value={choice.factType}
        onChange={(factType) => choose({ factType })}
        options={[
          { value: '', label: 'All facts' },
          ...factTypes(read).map((type) => ({ value: type, label: factWords(type), description: type })),
        ]}
      />
      <SelectField
        label="Server"
        value={choice.sourceServerId}
        onChange={(sourceServerId) => choose({ sourceServerId })}
        options={[
          { value: '', label: 'All servers' },
          ...servers(read).map((id) => ({ value: id, label: hostnames.get(id) ?? id, description: id })),
        ]}
      />
    </Grid>
  );
}

const ORDERS = [
  { value: 'oldest', label: 'Oldest first' },
  { value: 'newest', label: 'Newest first' },
];

const COLUMNS = [
  { colspan: { default: 6, s: 4 } },
  { colspan: { default: 6, s: 2 } },
  { colspan: { default: 6, s: 3 } },
  { colspan: { default: 6, s: 3 } },
];

function factTypes({ entries }: JournalRead): string[] {
  return [...new Set(entries.flatMap(({ facts }) => facts.map(({ type }) => type)))].toSorted();
}

/** The first entry names all servers that were chosen by then; others come with a choice by tags. */
function servers({ entries }: JournalRead): string[] {
  return [...new Set(entries.flatMap((entry) => [...serversIn(entry)]))].toSorted();
}
