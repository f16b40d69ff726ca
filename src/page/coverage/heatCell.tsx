import type { Server } from '../api/client.ts';
import { levelRank } from './evidenceLevels.ts';
import type { HeatSize } from './heatSize.ts';
import { ageText, bandOf, narrowAgeText } from './proofAge.ts';
import { serverSentence } from './serverSentence.ts';
import { nameOf, type ProofLimit } from './standing.ts';

interface HeatCellProps {
  server: Server;
  limit: ProofLimit;
  size: HeatSize;
  /** The Tab key comes to the first cell only. */
  isFirst: boolean;
}

/** A server as a link: its colour is the age of its proof, the bar below is its evidence, a mark is a finding. */
export function HeatCell({ server, limit, size, isFirst }: HeatCellProps) {
  const { sourceServerId, lastPassed, finding } = server;
  const age = lastPassed?.ageSeconds;
  return (
    <a
      className="heat-cell"
      href={`/servers/${sourceServerId}`}
      tabIndex={isFirst ? 0 : -1}
      aria-label={serverSentence(server)}
      data-id={sourceServerId}
      data-band={bandOf(server, limit)}
      data-level={levelRank(lastPassed?.evidenceLevel)}
      data-finding={finding === null ? undefined : ''}
    >
      {size === 'SMALL' ? narrowAgeText(age) : <NamedAge name={nameOf(server)} age={ageText(age)} />}
    </a>
  );
}

function NamedAge({ name, age }: { name: string; age: string }) {
  return (
    <>
      <bdi className="heat-name">{name}</bdi> {age}
    </>
  );
}
