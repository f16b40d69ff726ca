import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useLocation } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { type Finding, listFindings } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { type CoverageQuery, startHref } from './coverageQuery.ts';
import { FindingText } from './findingText.tsx';
import { nameOf } from './standing.ts';

/** The servers that failed their newest conclusive drill, newest first. */
export function Findings({ query }: { query: CoverageQuery }) {
  const findings = usePolled(['findings'], readFindings, 60);
  return (
    <PolledView what="the findings" of={findings}>
      {(all) => <FindingsTable findings={all.filter((one) => isShown(one, query))} />}
    </PolledView>
  );
}

function readFindings() {
  return wholeList(
    (page) => answerOf(listFindings(page)),
    (body) => body.findings,
  );
}

function isShown({ site, hostname, sourceServerId, error }: Finding, { region, text }: CoverageQuery): boolean {
  const searched = `${hostname} ${sourceServerId} ${error}`.toLowerCase();
  return (region === undefined || region === site.region) && searched.includes(text.trim().toLowerCase());
}

function FindingsTable({ findings }: { findings: Finding[] }) {
  const [, navigate] = useLocation();
  const { items, collectionProps, paginationProps } = useCollection(findings, {
    sorting: {},
    pagination: { pageSize: 25 },
    selection: { trackBy: 'sourceServerId' },
  });
  const chosen = (collectionProps.selectedItems ?? []).map(({ sourceServerId }) => sourceServerId);
  return (
    <Table
      {...collectionProps}
      variant="borderless"
      items={items}
      columnDefinitions={useStacked('Finding', COLUMNS)}
      selectionType="multi"
      wrapLines
      pagination={<Pagination {...paginationProps} />}
      empty={<Box textAlign="center">No findings: no server failed its newest conclusive drill.</Box>}
      ariaLabels={LABELS}
      header={
        <Header
          variant="h2"
          counter={`(${findings.length})`}
          description="Servers that failed their newest conclusive drill. A newer one that they pass closes the finding."
          actions={
            <Button disabled={chosen.length === 0} onClick={() => navigate(startHref(chosen))}>
              Start a drill with these
            </Button>
          }
        >
          Findings
        </Header>
      }
    />
  );
}

const LABELS: TableProps.AriaLabels<Finding> = {
  tableLabel: 'Findings',
  selectionGroupLabel: 'Servers for a drill',
  allItemsSelectionLabel: () => 'Select all findings of this page',
  itemSelectionLabel: (_, finding) => `Select ${nameOf(finding)}`,
};

const COLUMNS: TableProps.ColumnDefinition<Finding>[] = [
  {
    id: 'server',
    header: 'Server',
    isRowHeader: true,
    minWidth: 180,
    sortingField: 'hostname',
    cell: (finding) => <ServerLink sourceServerId={finding.sourceServerId} name={nameOf(finding)} />,
  },
  { id: 'error', header: 'What failed', minWidth: 320, cell: (finding) => <FindingText finding={finding} /> },
  { id: 'at', header: 'Found', sortingField: 'foundAt', cell: ({ foundAt }) => <TimeText at={foundAt} /> },
  {
    id: 'drill',
    header: 'Drill',
    minWidth: 260,
    cell: ({ drillId }) => <DrillLink drillId={drillId} />,
  },
  { id: 'region', header: 'Region', sortingField: 'site.region', cell: ({ site }) => site.region },
];
