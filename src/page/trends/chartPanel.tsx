import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { useAddress } from '../shown/useAddress.ts';
import type { Sheet } from './sheet.ts';
import { SheetTable } from './sheetTable.tsx';

interface ChartPanelProps {
  /** In the address, when its table is shown. */
  id: string;
  title: string;
  description?: ReactNode;
  /** What to show instead, and what to do, when there is nothing to draw. */
  empty?: ReactNode;
  sheet: Sheet;
  chart: ReactNode;
}

/** A chart with the table behind it. The chart always has the whole range, whatever page the table is on. */
export function ChartPanel({ id, title, description, empty, sheet, chart }: ChartPanelProps) {
  const [address, change] = useAddress();
  const tables = (address.get('tables') ?? '').split(',').filter(Boolean);
  const isTable = tables.includes(id);
  const show = (shown: boolean) =>
    change({ tables: [...tables.filter((one) => one !== id), ...(shown ? [id] : [])].join(',') });
  const toggle = (
    <Toggle checked={isTable} onChange={({ detail }) => show(detail.checked)} ariaLabel={`${title} as a table`}>
      Table
    </Toggle>
  );
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={description} actions={empty === undefined ? toggle : undefined}>
          {title}
        </Header>
      }
    >
      {empty !== undefined && (
        <Box textAlign="center" color="text-body-secondary" padding="l">
          {empty}
        </Box>
      )}
      {empty === undefined && (isTable ? <SheetTable title={title} sheet={sheet} /> : chart)}
    </Container>
  );
}
