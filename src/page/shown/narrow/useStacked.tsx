import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from '../useNarrow.ts';
import './stacked.css';

type Column<Row> = TableProps.ColumnDefinition<Row>;

/** The columns of a table. On a phone they are one, each value beside its label or below: nothing is off the screen. */
export function useStacked<Row>(header: string, columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const isNarrow = useNarrow();
  return isNarrow ? [stackedColumn(header, columns)] : columns;
}

function stackedColumn<Row>(header: string, columns: readonly Column<Row>[]): Column<Row> {
  const named = columns.toSorted((one, other) => Number(other.isRowHeader ?? false) - Number(one.isRowHeader ?? false));
  return {
    ...{ id: 'stacked', header, isRowHeader: true },
    cell: (row) => (
      <div className="stacked">
        {named.map((column) => (
          <Line key={column.id} column={column} value={column.cell(row)} />
        ))}
      </div>
    ),
  };
}

/** What a table would show as a dash is left out. */
function Line<Row>({ column: { isRowHeader = false, header }, value }: { column: Column<Row>; value: ReactNode }) {
  if (value === '–') return null;
  return (
    <div>
      {!isRowHeader && <span className="stacked-label">{header}</span>}
      <div className="stacked-value">{value}</div>
    </div>
  );
}
