import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { Drill } from '../../api/client.ts';
import { InnerLink } from '../../shown/links/innerLink.tsx';
import { useStacked } from '../../shown/narrow/useStacked.tsx';
import { useNarrow } from '../../shown/useNarrow.ts';
import { counted } from '../../words/counted.ts';
import { checkedServers, wholeDrill } from '../checkedServers.ts';
import { useInventory } from '../useInventory.ts';
import { checkedColumns } from './checkedColumns.tsx';
import { FoundText } from './foundText.tsx';

interface CheckedTableProps {
  drill: Drill;
  waive(check: string, sourceServerId: string | undefined): void;
}

/** What the dry run found: about the drill as a whole, then server by server, those that failed first. */
export function CheckedTable({ drill, waive }: CheckedTableProps) {
  const inventory = useInventory(drill.site.region).body ?? [];
  const hostnames = new Map(inventory.map(({ sourceServerId, hostname }) => [sourceServerId, hostname]));
  const [page, go] = useState(1);
  const rows = checkedServers(drill);
  const columns = checkedColumns(hostnames, waive);
  const isNarrow = useNarrow();
  const shownColumns = isNarrow ? columns.filter(({ id }) => id !== 'lag' && id !== 'wave') : columns;
  return (
    <SpaceBetween size="m">
      {[...wholeDrill(drill.failedChecks), ...wholeDrill(drill.warnings)].map((found) => (
        <FoundText key={`${found.check} ${found.message}`} found={found} waive={() => waive(found.check, undefined)} />
      ))}
      <Table
        items={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        trackBy="sourceServerId"
        columnDefinitions={useStacked('Server', shownColumns)}
        wrapLines
        ariaLabels={{ tableLabel: 'Checks of the dry run by server' }}
        header={<CheckedHeader drill={drill} count={rows.length} />}
        {...(rows.length > PAGE_SIZE && {
          pagination: (
            <Pagination
              currentPageIndex={page}
              pagesCount={Math.ceil(rows.length / PAGE_SIZE)}
              onChange={({ detail }) => go(detail.currentPageIndex)}
            />
          ),
        })}
        empty={<Box textAlign="center">No server is known yet.</Box>}
      />
    </SpaceBetween>
  );
}

const PAGE_SIZE = 20;

function CheckedHeader({ drill: { drillId, failedChecks, warnings }, count }: { drill: Drill; count: number }) {
  const hidden = failedChecks.total + warnings.total - failedChecks.first.length - warnings.first.length;
  return (
    <Header
      variant="h2"
      counter={`(${count})`}
      description={
        <>
          {counted(failedChecks.total, 'failed check')}, {counted(warnings.total, 'warning')}.
          {hidden > 0 && (
            <>
              {' '}
              {hidden} more are in <InnerLink href={`/drills/${drillId}/journal`}>its journal</InnerLink>.
            </>
          )}
        </>
      }
    >
      Checks before the launch
    </Header>
  );
}
