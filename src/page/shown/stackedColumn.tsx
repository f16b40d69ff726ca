import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';

type Column<Row> = TableProps.ColumnDefinition<Row>;

/** All columns of a table as one, each value below its label: a phone has no room beside. */
export function stackedColumn<Row>(header: string, columns: readonly Column<Row>[]): Column<Row> {
  return {
    ...{ id: 'stacked', header, isRowHeader: true },
    cell: (row) => (
      <SpaceBetween size="xxs">
        {columns.map((column) => (
          <div key={column.id}>
            {!column.isRowHeader && (
              <Box variant="small" color="text-body-secondary" display="block">
                {column.header}
              </Box>
            )}
            {column.cell(row)}
          </div>
        ))}
      </SpaceBetween>
    ),
  };
}
