import type { JournalEntry } from '../api/client.ts';
import { OnDemand } from '../shown/onDemand.tsx';
import { counted } from '../words/counted.ts';
import { type FactGroup, factGroups } from './factGroups.ts';
import { FactLine } from './factLine.tsx';
import { factWords } from './factWords.ts';
import type { JournalFilter } from './journalFilter.ts';
import { serversSaid } from './serversSaid.ts';

interface FactsEntryProps extends Omit<JournalFilter, 'text'> {
  entry: JournalEntry;
  hostnames: ReadonlyMap<string, string>;
}

/** An entry with its facts. Timers and effects, many facts alike, and facts of other servers are folded. */
export function FactsEntry({ entry, hostnames, factType, sourceServerId }: FactsEntryProps) {
  const { shown, others } = factGroups(entry, { factType, sourceServerId });
  return (
    <>
      <span className="journal-faint">{entry.cause}</span>
      {shown.map((group) => (
        <Group key={group.type} {...{ group, hostnames }} />
      ))}
      {others.length > 0 && (
        <OnDemand summary={othersSaid(others)}>
          {() => others.map((group) => <Group key={group.type} {...{ group, hostnames }} />)}
        </OnDemand>
      )}
    </>
  );
}

function Group({ group: { type, facts }, hostnames }: { group: FactGroup; hostnames: ReadonlyMap<string, string> }) {
  // The facts of an entry never change, so that their place names them.
  const lines = () => [...facts.entries()].map(([key, fact]) => <FactLine key={key} {...{ fact, hostnames }} />);
  if (facts.length <= ALIKE_MAX) return <>{lines()}</>;
  return (
    <OnDemand
      summary={
        <>
          <strong title={type}>{factWords(type)}</strong> {facts.length} times, {serversSaid(facts, hostnames)}
        </>
      }
    >
      {lines}
    </OnDemand>
  );
}

const ALIKE_MAX = 5;

function othersSaid(others: FactGroup[]): string {
  const count = others.reduce((sum, { facts }) => sum + facts.length, 0);
  return `${counted(count, 'other fact')}: ${others.map(({ type }) => factWords(type).toLowerCase()).join(', ')}`;
}
