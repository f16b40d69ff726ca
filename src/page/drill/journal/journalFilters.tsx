import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { factWords } from './factWords.ts';
import type { JournalRead } from './joinedJournal.ts';
import { serversIn } from './serversIn.ts';
import type { JournalChoice, useJournalChoice } from './useJournalChoice.ts';

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
      <Choice
        label="Fact"
        all="All facts"
        value={choice.factType}
        choose={(factType) => choose({ factType })}
        options={factTypes(read).map((type) => ({ value: type, label: factWords(type), description: type }))}
      />
      <Choice
        label="Server"
        all="All servers"
        value={choice.sourceServerId}
        choose={(sourceServerId) => choose({ sourceServerId })}
        options={servers(read).map((id) => ({ value: id, label: hostnames.get(id) ?? id, description: id }))}
      />
      <Choice
        label="Order"
        all={null}
        value={choice.order}
        choose={(order) => choose({ order: order as JournalChoice['order'] })}
        options={[
          { value: 'oldest', label: 'Oldest first' },
          { value: 'newest', label: 'Newest first' },
        ]}
      />
    </Grid>
  );
}

const COLUMNS = [
  { colspan: { default: 12, s: 4 } },
  { colspan: { default: 12, s: 3 } },
  { colspan: { default: 12, s: 3 } },
  { colspan: { default: 12, s: 2 } },
];

interface ChoiceProps {
  label: string;
  /** The option that chooses nothing; null: there is none. */
  all: string | null;
  value: string;
  options: { value: string; label: string; description?: string }[];
  choose(value: string): void;
}

function Choice({ label, all, value, options, choose }: ChoiceProps) {
  const every = all === null ? options : [{ value: '', label: all }, ...options];
  return (
    <FormField label={label}>
      <Select
        selectedOption={every.find((one) => one.value === value) ?? { value, label: value }}
        options={every}
        virtualScroll={every.length > 50}
        {...(every.length > 10 && {
          filteringType: 'auto' as const,
          filteringAriaLabel: `Find a ${label.toLowerCase()}`,
        })}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

function factTypes({ entries }: JournalRead): string[] {
  return [...new Set(entries.flatMap(({ facts }) => facts.map(({ type }) => type)))].toSorted();
}

/** The first entry names all servers that were chosen by then; others come with a choice by tags. */
function servers({ entries }: JournalRead): string[] {
  return [...new Set(entries.flatMap((entry) => [...serversIn(entry)]))].toSorted();
}
