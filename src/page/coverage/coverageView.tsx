import './coverage.css';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useMemo } from 'react';
import { Frame } from '../frame/frame.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { Loading } from '../shown/loading.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { useAddress } from '../shown/useAddress.ts';
import { CoverageCounts } from './coverageCounts.tsx';
import { CoverageFilters } from './coverageFilters.tsx';
import { type CoverageQuery, isShown, readCoverageQuery } from './coverageQuery.ts';
import { coverageSentence } from './coverageSentence.ts';
import { Findings } from './findings.tsx';
import { HeatMap } from './heatMap.tsx';
import { NothingShown } from './nothingShown.tsx';
import { proofLimit } from './proofLimit.ts';
import { ServersTable } from './serversTable.tsx';
import { byStanding, type ProofLimit, standingOf } from './standing.ts';
import { type ServersRead, useServers } from './useServers.ts';

/** Which servers are proved recoverable, and which are not. */
export default function CoverageView() {
  const [address] = useAddress();
  const query = useMemo(() => readCoverageQuery(address), [address]);
  const servers = useServers(query);
  const limit = useLimit(query);
  const sentence = useMemo(() => {
    if (servers.body === undefined || limit === undefined) return undefined;
    const inRegion = servers.body.servers.filter(
      ({ site }) => query.region === undefined || site.region === query.region,
    );
    return coverageSentence(byStanding(inRegion, limit), limit, query.evidence);
  }, [servers.body, limit, query.region, query.evidence]);
  return (
    <Frame
      title="Coverage"
      description={sentence ?? 'When each source server was last proved recoverable.'}
      actions={<Button iconName="refresh" ariaLabel="Read all servers again" onClick={() => void servers.refresh()} />}
    >
      {servers.body === undefined && servers.error === null && servers.readSoFar > 0 ? (
        <Loading what={`the servers, ${servers.readSoFar.toLocaleString('en')} so far`} />
      ) : (
        <PolledView what="the servers" of={servers}>
          {(read) =>
            limit === undefined ? <Loading what="the limit" /> : <Covered read={read} query={query} limit={limit} />
          }
        </PolledView>
      )}
    </Frame>
  );
}

/** Undefined until it is known whether the deployment has a limit of its own. */
function useLimit({ days }: CoverageQuery): ProofLimit | undefined {
  const { body, error } = useSettings();
  const isRead = body !== undefined || error !== null;
  const own = body?.coverageDaysMax ?? null;
  return useMemo(() => (days === null && !isRead ? undefined : proofLimit(days, own)), [days, own, isRead]);
}

function Covered({ read, query, limit }: { read: ServersRead; query: CoverageQuery; limit: ProofLimit }) {
  const [, change] = useAddress();
  const shown = useMemo(
    () => read.servers.filter((server) => isShown(server, standingOf(server, limit), query)),
    [read, query, limit],
  );
  const groups = useMemo(() => byStanding(shown, limit), [shown, limit]);
  const nothing = shown.length === 0 && <NothingShown isEmpty={read.servers.length === 0} />;
  return (
    <SpaceBetween size="l">
      <CoverageCounts servers={read.servers} limit={limit} query={query} />
      <CoverageFilters query={query} regions={read.regions} />
      <Tabs
        ariaLabel="Coverage"
        activeTabId={query.view}
        onChange={({ detail }) => change({ view: detail.activeTabId === 'map' ? null : detail.activeTabId })}
        tabs={[
          { id: 'map', label: 'Heat map', content: nothing || <HeatMap groups={groups} limit={limit} /> },
          {
            id: 'table',
            label: `Table (${shown.length})`,
            content: <ServersTable servers={[...groups.values()].flat()} limit={limit} query={query} />,
          },
          { id: 'findings', label: 'Findings', content: <Findings query={query} /> },
        ]}
      />
    </SpaceBetween>
  );
}
