import { useMemo } from 'react';
import type { JournalEntry } from '../api/client.ts';
import { OnDemand } from '../shown/onDemand.tsx';
import { EntryPages } from './entryPages.tsx';
import { EntryRow } from './entryRow.tsx';
import { FactsEntry } from './factsEntry.tsx';
import type { JournalRead } from './joinedJournal.ts';
import { isFound } from './journalFilter.ts';
import { paged } from './paged.ts';
import type { useJournalChoice } from './useJournalChoice.ts';

interface EntriesProps extends ReturnType<typeof useJournalChoice> {
  read: JournalRead;
  hostnames: ReadonlyMap<string, string>;
}

/** The entries of a journal, each with its facts or as it is. */
export function Entries({ read, hostnames, choice, choose }: EntriesProps) {
  const { text, factType, sourceServerId, order, page, entry: selected, density } = choice;
  const found = useMemo(() => {
    const inOrder = read.entries.filter((entry) => isFound(entry, { text, factType, sourceServerId }, hostnames));
    return order === 'newest' ? inOrder.toReversed() : inOrder;
  }, [read, hostnames, text, factType, sourceServerId, order]);
  const bodyOf = (entry: JournalEntry) =>
    density === 'raw' ? <RawEntry entry={entry} /> : <FactsEntry {...{ entry, hostnames, factType, sourceServerId }} />;
  return (
    <EntryPages
      count={`${found.length} of ${read.entries.length} entries`}
      page={paged(found, page, ({ seq }) => seq === selected)}
      keyOf={({ seq }) => String(seq)}
      atOf={({ at }) => at}
      choose={choose}
      draw={(entry) => (
        <EntryRow at={entry.at} seq={entry.seq} isSelected={entry.seq === selected}>
          {bodyOf(entry)}
        </EntryRow>
      )}
    />
  );
}

/** Of 300 servers an entry has 100 KB, which nobody reads unasked. */
function RawEntry({ entry }: { entry: JournalEntry }) {
  const text = JSON.stringify(entry, null, 2);
  if (text.length <= OPEN_CHARACTERS) return <pre>{text}</pre>;
  return <OnDemand summary={`${entry.cause}: ${text.length} characters`}>{() => <pre>{text}</pre>}</OnDemand>;
}

const OPEN_CHARACTERS = 4000;
