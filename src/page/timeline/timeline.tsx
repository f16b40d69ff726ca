import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useMemo } from 'react';
import type { Drill } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import type { JournalRead } from '../journal/joinedJournal.ts';
import { useJournal } from '../journal/useJournal.ts';
import { PolledView } from '../shown/polledView.tsx';
import { useAddressValue } from '../shown/useAddressValue.ts';
import { Chart } from './chart.tsx';
import { EventList } from './eventList.tsx';
import { Legend } from './legend.tsx';
import { PathTable } from './pathTable.tsx';
import { StagesTable } from './stagesTable.tsx';
import { timelineReading } from './timelineReading.ts';

/** What a drill did when, by wave and server, as a picture or as tables. */
export function Timeline({ drill }: { drill: Drill }) {
  const journal = useJournal(drill);
  return (
    <PolledView what="the journal of the drill" of={journal}>
      {(read) => <Read {...{ drill, read }} />}
    </PolledView>
  );
}

function Read({ drill, read }: { drill: Drill; read: JournalRead }) {
  const [form, setForm] = useAddressValue('show', 'picture');
  const [axis, setAxis] = useAddressValue('axis', 'present');
  const reading = useMemo(() => timelineReading(drill, read.entries), [drill, read]);
  const Shown = drill.endedAt === null ? RunningChart : EndedChart;
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="All times are in UTC. A row shows its stage times when it is chosen."
            actions={<FormChoice {...{ form, setForm }} />}
          >
            Timeline
          </Header>
        }
      >
        {form === 'tables' ? (
          <StagesTable {...{ drill, reading }} />
        ) : (
          <SpaceBetween size="m">
            <Shown {...{ drill, reading, withLimits: axis === 'limits' }} />
            <Legend lanes={reading.lanes} isRunning={drill.endedAt === null} />
            <Toggle
              checked={axis === 'limits'}
              onChange={({ detail }) => setAxis(detail.checked ? 'limits' : 'present')}
            >
              Up to the last limit (deadlines and hard stop)
            </Toggle>
          </SpaceBetween>
        )}
      </Container>
      <PathTable {...{ drill, reading }} />
      <EventList drillId={drill.drillId} events={reading.events} />
      {reading.lanes.length === 0 && <Box>The drill has no servers yet.</Box>}
    </SpaceBetween>
  );
}

function FormChoice({ form, setForm }: { form: string; setForm(form: string): void }) {
  return (
    <SegmentedControl
      label="How to show it"
      selectedId={form}
      onChange={({ detail }) => setForm(detail.selectedId)}
      options={[
        { id: 'picture', text: 'Picture' },
        { id: 'tables', text: 'Table' },
      ]}
    />
  );
}

type ShownProps = Omit<Parameters<typeof Chart>[0], 'nowMs'>;

/** A running drill moves by the clock of the API. */
function RunningChart(props: ShownProps) {
  return <Chart {...props} nowMs={useNow()} />;
}

function EndedChart(props: ShownProps) {
  return <Chart {...props} nowMs={Date.parse(props.drill.endedAt ?? '')} />;
}
