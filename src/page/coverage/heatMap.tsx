import './heatMap.css';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { memo, useRef } from 'react';
import type { Server } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { DRILL_SERVERS_MAX, startHref } from './coverageQuery.ts';
import { HeatCell } from './heatCell.tsx';
import { HeatDetail } from './heatDetail.tsx';
import { HeatLegend } from './heatLegend.tsx';
import { sizeOf } from './heatSize.ts';
import type { ProofLimit, Standing } from './standing.ts';

interface HeatMapProps {
  groups: ReadonlyMap<Standing, Server[]>;
  limit: ProofLimit;
}

/** All servers, one cell each, the most urgent first. Arrow keys move from cell to cell; a cell opens its server. */
export function HeatMap({ groups, limit }: HeatMapProps) {
  const cells = useRef<HTMLDivElement>(null);
  return (
    <SpaceBetween size="s">
      <HeatLegend limit={limit} groups={groups} />
      <HeatDetail cells={cells} groups={groups} />
      <div ref={cells} className="heat" data-size={sizeOf(groups)}>
        <HeatGroups groups={groups} limit={limit} />
      </div>
    </SpaceBetween>
  );
}

/** Thousands of cells are not drawn again when nothing of them has changed. */
const HeatGroups = memo(function HeatGroups({ groups, limit }: HeatMapProps) {
  const shown = [...groups].filter(([, servers]) => servers.length > 0);
  const size = sizeOf(groups);
  return shown.map(([standing, servers], index) => (
    <section key={standing} className="heat-group">
      <Header
        variant="h3"
        headingTagOverride="h2"
        counter={`(${servers.length})`}
        actions={<StartWith standing={standing} servers={servers} />}
      >
        {TITLES[standing]}
      </Header>
      <nav aria-label={`${TITLES[standing]}: ${servers.length}`} className="heat-cells">
        {servers.map((server, place) => (
          <HeatCell
            key={`${server.site.region} ${server.sourceServerId}`}
            server={server}
            limit={limit}
            size={size}
            isFirst={index === 0 && place === 0}
          />
        ))}
      </nav>
    </section>
  ));
});

/** A drill is the remedy of everything except a proof in time. It has servers of one Region. */
function StartWith({ standing, servers }: { standing: Standing; servers: Server[] }) {
  if (standing === 'PROVED' || standing === 'REMOVED') return null;
  const regions = Map.groupBy(servers, ({ site }) => site.region);
  return (
    <SpaceBetween direction="horizontal" size="m">
      {[...regions].map(([region, all]) => (
        <InnerLink key={region} href={startHref(all.map(({ sourceServerId }) => sourceServerId))}>
          Start a drill with {chosenText(all.length)}
          {regions.size > 1 && ` in ${region}`}
        </InnerLink>
      ))}
    </SpaceBetween>
  );
}

function chosenText(servers: number): string {
  if (servers > DRILL_SERVERS_MAX) return `the first ${DRILL_SERVERS_MAX}`;
  return servers === 1 ? 'it' : `these ${servers}`;
}

const TITLES: Record<Standing, string> = {
  NEVER_DRILLED: 'Never drilled',
  NEVER_PROVED: 'Drilled, never proved',
  OVERDUE: 'Overdue',
  PROVED: 'Proved in time',
  REMOVED: 'No longer in DRS',
};
