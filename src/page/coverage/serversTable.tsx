import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Server } from '../api/client.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { useAddress } from '../shown/useAddress.ts';
import { useRows } from '../shown/useRows.tsx';
import { type CoverageQuery, DRILL_SERVERS_MAX, startHref } from './coverageQuery.ts';
import { NothingShown } from './nothingShown.tsx';
import { serverColumns } from './serverColumns.tsx';
import { nameOf, type ProofLimit } from './standing.ts';

interface ServersTableProps {
  /** The most urgent first. */
  servers: Server[];
  limit: ProofLimit;
  query: CoverageQuery;
}

/** The servers of the heat map with their measures; from here a drill with some of them is started. */
export function ServersTable({ servers, limit, query }: ServersTableProps) {
  const [, change] = useAddress();
  const columns = useMemo(() => serverColumns(limit), [limit]);
  const rows = useRows(servers, PAGE_ROWS);
  const selected = servers.filter(({ sourceServerId }) => query.selected.includes(sourceServerId));
  return (
    <Table
      {...rows}
      variant="borderless"
      columnDefinitions={useStacked('Server', columns)}
      trackBy="sourceServerId"
      selectionType="multi"
      selectedItems={selected}
      onSelectionChange={({ detail }) => change({ selected: idsOf(detail.selectedItems).join(',') })}
      empty={<NothingShown isEmpty={servers.length === 0 && query.text === '' && query.show === 'all'} />}
      header={<TableHeader total={servers.length} selected={selected} />}
      wrapLines
      ariaLabels={{
        tableLabel: 'Servers',
        selectionGroupLabel: 'Servers for a drill',
        allItemsSelectionLabel: () => 'Select all servers of this page',
        itemSelectionLabel: (_, server) => `Select ${nameOf(server)}`,
      }}
    />
  );
}

/** Servers are short rows, and there may be thousands. */
const PAGE_ROWS = 50;

function idsOf(servers: readonly Server[]): string[] {
  return servers.map(({ sourceServerId }) => sourceServerId);
}

function TableHeader({ total, selected }: { total: number; selected: Server[] }) {
  const [, navigate] = useLocation();
  const problem = problemOf(selected);
  return (
    <Header
      variant="h2"
      counter={selected.length === 0 ? `(${total})` : `(${selected.length}/${total})`}
      actions={
        <Button
          disabled={selected.length === 0 || problem !== undefined}
          {...(problem !== undefined && { disabledReason: problem })}
          onClick={() => navigate(startHref(idsOf(selected)))}
        >
          Start a drill with these
        </Button>
      }
    >
      Servers
    </Header>
  );
}

/** Why these servers cannot be in one drill. */
function problemOf(selected: Server[]): string | undefined {
  if (selected.length > DRILL_SERVERS_MAX) return `A drill has at most ${DRILL_SERVERS_MAX} servers`;
  if (new Set(selected.map(({ site }) => site.region)).size > 1) return 'A drill has servers of one Region';
  return selected.some(({ removedAt }) => removedAt !== null) ? 'DRS no longer lists one of these servers' : undefined;
}
