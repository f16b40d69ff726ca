import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Drill } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { elapsedText } from '../words/elapsedText.ts';
import { sinceOf } from './useTroubled.ts';

/** Drills that clean up and wait with instances up. They do not leak. */
export function WaitingDrills({ drills }: { drills: Drill[] }) {
  const columns = useStacked('Drill and what it waits for', columnsOf(useNow()));
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${drills.length})`}
          description="They clean up, and do not leak. Their instances stay up meanwhile."
        >
          Waiting with instances up
        </Header>
      }
      items={drills}
      trackBy="drillId"
      columnDefinitions={columns}
      wrapLines
    />
  );
}

function columnsOf(now: number): TableProps.ColumnDefinition<Drill>[] {
  return [
    {
      id: 'drill',
      header: 'Drill',
      cell: ({ drillId }) => <InnerLink href={`/drills/${drillId}/cleanup`}>{drillId}</InnerLink>,
      isRowHeader: true,
      minWidth: 230,
    },
    { id: 'up', header: 'Instances up', cell: ({ waits }) => waits?.instancesUp ?? 'not known', minWidth: 120 },
    {
      id: 'since',
      header: 'Since',
      cell: (drill) => (
        <>
          <TimeText at={sinceOf(drill)} />
          <div>{elapsedText(sinceOf(drill), now)}</div>
        </>
      ),
      minWidth: 210,
    },
    { id: 'for', header: 'What it waits for', cell: ({ waitsFor }) => <PlainText text={waitsFor} />, minWidth: 260 },
    { id: 'do', header: 'What to do', cell: (drill) => <ToDo drill={drill} />, minWidth: 240 },
  ];
}

function ToDo({ drill: { waits } }: { drill: Drill }) {
  const said = TO_DO[waits?.for ?? ''] ?? 'It continues by itself.';
  return (
    <SpaceBetween size="xxs">
      <span>{said}</span>
      {(waits?.for === 'LEVER' || waits?.for === 'REAL_RECOVERY') && (
        <InnerLink href="/lever">Go to the lever</InnerLink>
      )}
    </SpaceBetween>
  );
}

const TO_DO: Record<string, string> = {
  LEVER: 'Open the lever when the person who froze it agrees.',
  REAL_RECOVERY:
    'Nothing while the recovery goes on. If its job hangs, with no new line in its log for two hours, ask the people who run it, and release the job.',
  PERSON: 'Look at the drill: it needs a person.',
};
