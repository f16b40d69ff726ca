import Box from '@cloudscape-design/components/box';
import { type RefObject, useState } from 'react';
import type { Server } from '../api/client.ts';
import { useNarrow } from '../shown/useNarrow.ts';
import { boundsText } from '../words/durations.ts';
import { utcText } from '../words/utcText.ts';
import { FINDING_TEXTS, proofText } from './serverSentence.ts';
import { nameOf, type Standing } from './standing.ts';
import { useHeatMapKeys } from './useHeatMapKeys.ts';

interface HeatDetailProps {
  cells: RefObject<HTMLDivElement | null>;
  groups: ReadonlyMap<Standing, Server[]>;
}

/** The server under the pointer or the focus, on two lines that are always there, so that nothing moves. */
export function HeatDetail({ cells, groups }: HeatDetailProps) {
  const [pointedId, setPointedId] = useState<string>();
  const isNarrow = useNarrow();
  useHeatMapKeys(cells, setPointedId);
  const server = [...groups.values()].flat().find(({ sourceServerId }) => sourceServerId === pointedId);
  return (
    <div className="heat-detail" aria-hidden="true">
      {server === undefined ? (
        <Box color="text-body-secondary">
          {isNarrow
            ? 'Touch a server to open it. The table has the same servers with their measures.'
            : 'Point at a server, or move with the arrow keys, to see its last proof here. Click it, or press Enter, to open it.'}
        </Box>
      ) : (
        <Facts server={server} />
      )}
    </div>
  );
}

function Facts({ server }: { server: Server }) {
  const { sourceServerId, site, lastPassed, lastDrill, finding } = server;
  const recoveryTime = lastPassed && boundsText(lastPassed.recoveryTimeAtLeastSeconds, lastPassed.recoveryTimeSeconds);
  return (
    <>
      <div className="heat-line">
        <bdi>
          <strong>{nameOf(server)}</strong>
        </bdi>{' '}
        · {sourceServerId} · {site.region} · {proofText(server)}
        {recoveryTime !== null && recoveryTime !== undefined && <> · recovery time {recoveryTime}</>}
      </div>
      <div className="heat-line">
        {lastDrill !== null && (
          <>
            Last drill {utcText(lastDrill.endedAt)}, {lastDrill.passed ? 'passed' : 'not passed'}.{' '}
          </>
        )}
        {finding !== null && (
          <bdi>
            {FINDING_TEXTS[finding.kind]}: {finding.error}
          </bdi>
        )}
      </div>
    </>
  );
}
