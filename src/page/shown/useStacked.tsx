import type { TableProps } from '@cloudscape-design/components/table';
import { useNarrow } from './useNarrow.ts';
import './stacked.css';

type Column<Row> = TableProps.ColumnDefinition<Row>;

/** The columns of a table. On a phone they are one, each value beside its label or below: nothing is off the screen. */
export function useStacked<Row>(header: string, columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const isNarrow = useNarrow();
  return isNarrow ? [stackedColumn(header, columns)] : columns;
}

function stackedColumn<Row>(header: string, columns: readonly Column<Row>[]): Column<Row> {
  return {
    ...{ id: 'stacked', header, isRowHeader: true },
    cell: (row) => (
      <div className="stacked">
        {columns.map((column) => (
          <div key={column.id}>
            {!column.isRowHeader && <span className="stacked-label">{column.header}</span>}
            <div className="stacked-value">{column.cell(row)}</div>
          </div>
        ))}
      </div>
    ),
  };
}
