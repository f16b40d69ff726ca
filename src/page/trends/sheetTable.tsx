import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { useRows } from '../shown/useRows.tsx';
import type { Sheet } from './sheet.ts';

/** The numbers behind a chart, sortable. */
export function SheetTable({ title, sheet: { columns, rows } }: { title: string; sheet: Sheet }) {
  const shown = useRows(rows, PAGE_ROWS);
  return (
    <Table
      {...shown}
      variant="embedded"
      trackBy={(row) => String(row[0])}
      columnDefinitions={useStacked(columns[0] ?? title, columns.map(columnOf))}
      ariaLabels={{ tableLabel: title }}
    />
  );
}

/** About as high as a chart. */
const PAGE_ROWS = 15;

type Row = Sheet['rows'][number];

function columnOf(header: string, index: number): TableProps.ColumnDefinition<Row> {
  return {
    ...{ id: header, header, isRowHeader: index === 0 },
    cell: (row) => <PlainText text={String(row[index])} />,
    sortingComparator: (one, other) => compare(one[index], other[index]),
  };
}

type Cell = string | number | undefined;

function compare(one: Cell, other: Cell): number {
  if (one === undefined || other === undefined || one === other) return 0;
  return one < other ? -1 : 1;
}
