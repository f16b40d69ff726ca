import Table from '@cloudscape-design/components/table';
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
      columnDefinitions={columns.map((header, index) => ({
        id: header,
        header,
        isRowHeader: index === 0,
        cell: (row: (string | number)[]) => <PlainText text={String(row[index])} />,
        sortingComparator: (one: (string | number)[], other: (string | number)[]) => compare(one[index], other[index]),
      }))}
      ariaLabels={{ tableLabel: title }}
    />
  );
}

/** About as high as a chart. */
const PAGE_ROWS = 15;

type Cell = string | number | undefined;

function compare(one: Cell, other: Cell): number {
  if (one === undefined || other === undefined || one === other) return 0;
  return one < other ? -1 : 1;
}
