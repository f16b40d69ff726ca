import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { type LeverMove, listLeverMoves } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { LeverStatus } from './leverStatus.tsx';
import { placeOf } from './levers.ts';

/** Every move, release and change of the blackouts, newest first, a page at a time. */
export function LeverHistory() {
  /** The cursor of each page that is known. */
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const [page, setPage] = useState(1);
  const cursor = cursors[page - 1];
  const read = () => answerOf(listLeverMoves({ limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) }));
  const moves = usePolled(['lever', 'history', cursor ?? ''], read, page === 1 ? 10 : 0);
  const next = moves.body?.cursor ?? null;
  const go = (wanted: number) => {
    if (wanted > cursors.length && next !== null) setCursors([...cursors, next]);
    setPage(wanted);
  };
  const pagination = (
    <Pagination
      currentPageIndex={page}
      pagesCount={Math.max(cursors.length, next === null ? page : page + 1)}
      openEnd={next !== null && page === cursors.length}
      onChange={({ detail }) => go(detail.currentPageIndex)}
      ariaLabels={{
        paginationLabel: 'Pages of the history',
        nextPageLabel: 'Older moves',
        previousPageLabel: 'Newer moves',
      }}
    />
  );
  return (
    <PolledView what="the history" of={moves}>
      {(body) => <HistoryTable moves={body.moves} pagination={pagination} />}
    </PolledView>
  );
}

const PAGE_ROWS = 20;

function HistoryTable({ moves, pagination }: { moves: LeverMove[]; pagination: TableProps['pagination'] }) {
  return (
    <Table
      header={
        <Header variant="h2" description="Nothing is ever removed from it.">
          History
        </Header>
      }
      pagination={pagination}
      items={moves}
      trackBy="moveId"
      columnDefinitions={useStacked('Move', COLUMNS)}
      wrapLines
      empty={<Box textAlign="center">No lever was ever moved.</Box>}
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<LeverMove>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <TimeText at={at} />, isRowHeader: true, minWidth: 200 },
  { id: 'what', header: 'What', cell: (move) => <What move={move} />, minWidth: 210 },
  { id: 'region', header: 'Where', cell: ({ region }) => placeOf(region), minWidth: 110 },
  { id: 'by', header: 'By', cell: ({ by }) => <PlainText text={by} />, minWidth: 110 },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => <PlainText text={reason} />, minWidth: 180 },
  { id: 'until', header: 'Until', cell: (move) => <Until move={move} />, minWidth: 210 },
];

function What({ move: { what, from, to, jobId } }: { move: LeverMove }) {
  if (what === 'BLACKOUTS') return <>The blackouts were replaced</>;
  if (what === 'RELEASED')
    return (
      <>
        Released <code>{jobId}</code>
      </>
    );
  return (
    <>
      {from} → <LeverStatus state={to} />
    </>
  );
}

function Until({ move: { what, to, expiresAt, afterwards } }: { move: LeverMove }) {
  if (what !== 'MOVED' || to === 'OPEN') return <>–</>;
  if (expiresAt === null) return <>somebody moves it</>;
  return (
    <>
      <TimeText at={expiresAt} />
      {afterwards !== null && <Box color="text-body-secondary">then {afterwards}</Box>}
    </>
  );
}
