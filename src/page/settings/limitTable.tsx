import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Settings } from '../api/client.ts';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { type Limit, limitsOf } from './limits.ts';

/** Every limit, and what comes of a request beyond it. */
export function LimitTable({ settings }: { settings: Settings }) {
  return (
    <Table
      header={
        <Header
          variant="h2"
          description="A limit with a parameter is changed by deploying again with another value. In brackets: the code of the refusal."
        >
          Limits
        </Header>
      }
      items={limitsOf(settings)}
      trackBy="name"
      columnDefinitions={useStacked('Limit', COLUMNS)}
      contentDensity="compact"
      wrapLines
    />
  );
}

const COLUMNS: TableProps.ColumnDefinition<Limit>[] = [
  { id: 'name', header: 'Limit', cell: ({ name }) => name, isRowHeader: true, minWidth: 200 },
  { id: 'value', header: 'Value', cell: ({ value }) => <strong>{value}</strong>, minWidth: 170 },
  { id: 'beyond', header: 'If it is exceeded', cell: ({ beyond }) => beyond, minWidth: 280 },
  {
    id: 'parameter',
    header: 'Parameter',
    cell: ({ parameter }) => (parameter === null ? 'fixed' : <code>{parameter}</code>),
    minWidth: 140,
  },
];
