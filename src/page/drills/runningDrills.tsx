import Box from '@cloudscape-design/components/box';
import Cards, { type CardsProps } from '@cloudscape-design/components/cards';
import Header from '@cloudscape-design/components/header';
import type { DrillSummary } from '../api/client.ts';
import { PolledView } from '../shown/polledView.tsx';
import { RunningHeading } from './runningHeading.tsx';
import { RunningState } from './runningState.tsx';
import { useRunning } from './useRunning.ts';

interface RunningDrillsProps {
  chosenId: string | null;
  choose(drillId: string): void;
}

/** What runs now, apart from what has ended. */
export function RunningDrills({ chosenId, choose }: RunningDrillsProps) {
  const running = useRunning();
  return (
    <PolledView what="the drills that run" of={running}>
      {({ drills, isMore }) => (
        <Cards
          items={drills.slice(0, CARDS_MAX)}
          trackBy="drillId"
          cardDefinition={CARD}
          cardsPerRow={PER_ROW}
          selectionType="single"
          selectedItems={drills.filter(({ drillId }) => drillId === chosenId)}
          onSelectionChange={({ detail }) => detail.selectedItems[0] && choose(detail.selectedItems[0].drillId)}
          ariaLabels={{ selectionGroupLabel: 'Running drill in the panel', itemSelectionLabel: selectionLabel }}
          header={<RunningHeader count={drills.length} isMore={isMore} />}
          empty={<Box textAlign="center">No drill runs now. Nothing of the drills below is up unless it says so.</Box>}
        />
      )}
    </PolledView>
  );
}

function RunningHeader({ count, isMore }: { count: number; isMore: boolean }) {
  const isCut = isMore || count > CARDS_MAX;
  return (
    <Header
      counter={`(${count}${isMore ? '+' : ''})`}
      description={
        isCut && `These are the newest ${Math.min(count, CARDS_MAX)}. Filter the list below by phase to see all.`
      }
    >
      Running now
    </Header>
  );
}

const CARD: CardsProps.CardDefinition<DrillSummary> = {
  header: (drill) => <RunningHeading drill={drill} />,
  sections: [{ id: 'state', content: (drill) => <RunningState summary={drill} /> }],
};

const PER_ROW = [{ cards: 1 }, { minWidth: 700, cards: 2 }, { minWidth: 1400, cards: 3 }];

function selectionLabel(_: unknown, { drillId, reason }: DrillSummary): string {
  return `Summary of ${drillId}: ${reason}`;
}

/** Each card reads its drill every few seconds. */
const CARDS_MAX = 12;
