import { useCollection } from '@cloudscape-design/collection-hooks';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { Sheet } from './sheet.ts';

/** The numbers behind a chart, sortable. */
export function SheetTable({ title, sheet: { columns, rows } }: { title: string; sheet: Sheet }) {
  const { items, collectionProps, paginationProps } = useCollection(rows, {
    sorting: {},
    pagination: { pageSize: 15 },
  });
  return (
    <Table
      {...collectionProps}
      variant="embedded"
      items={items}
      trackBy={(row) => String(row[0])}
      columnDefinitions={columns.map((header, index) => ({
        id: header,
        header,
        isRowHeader: index === 0,
        cell: (row: (string | number)[]) => <bdi className="cell">{row[index]}</bdi>,
        sortingComparator: (one: (string | number)[], other: (string | number)[]) => compare(one[index], other[index]),
      }))}
      ariaLabels={{ tableLabel: title }}
      pagination={rows.length > 15 && <Pagination {...paginationProps} />}
    />
  );
}

type Cell = string | number | undefined;

function compare(one: Cell, other: Cell): number {
  if (one === undefined || other === undefined || one === other) return 0;
  return one < other ? -1 : 1;
}
