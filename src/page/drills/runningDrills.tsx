import Button from '@cloudscape-design/components/button';
import Cards, { type CardsProps } from '@cloudscape-design/components/cards';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import type { DrillSummary } from '../api/client.ts';
import { useOpenDrills } from '../api/openDrills.ts';
import { PolledView } from '../shown/polledView.tsx';
import { useNarrow } from '../shown/useNarrow.ts';
import { RunningHeading } from './runningHeading.tsx';
import { RunningState } from './runningState.tsx';

interface RunningDrillsProps {
  chosenId: string | null;
  choose(drillId: string): void;
}

/** What runs now, apart from what has ended. */
export function RunningDrills({ chosenId, choose }: RunningDrillsProps) {
  const running = useOpenDrills();
  const [isAll, showAll] = useState(false);
  const first = useNarrow() ? CARDS_ON_PHONE : CARDS_FIRST;
  return (
    <PolledView what="the running drills" of={running}>
      {({ items: drills, isWhole }) => (
        <Cards
          items={drills.slice(0, isAll ? CARDS_MAX : first)}
          trackBy="drillId"
          cardDefinition={CARD}
          cardsPerRow={PER_ROW}
          selectionType="single"
          selectedItems={drills.filter(({ drillId }) => drillId === chosenId)}
          onSelectionChange={({ detail }) => detail.selectedItems[0] && choose(detail.selectedItems[0].drillId)}
          ariaLabels={{ selectionGroupLabel: 'Running drill in the panel', itemSelectionLabel: selectionLabel }}
          header={<RunningHeader count={drills.length} {...{ first, isAll, showAll }} isMore={!isWhole} />}
          empty={null}
        />
      )}
    </PolledView>
  );
}

interface RunningHeaderProps {
  count: number;
  /** How many are shown at first. */
  first: number;
  isMore: boolean;
  isAll: boolean;
  showAll(isAll: boolean): void;
}

function RunningHeader({ count, first, isMore, isAll, showAll }: RunningHeaderProps) {
  const isCut = isMore || count > CARDS_MAX;
  return (
    <Header
      counter={`(${count}${isMore ? '+' : ''})`}
      description={count === 0 ? 'No drill runs now.' : isCut && CUT}
      {...(count > first && {
        actions: <Button onClick={() => showAll(!isAll)}>{isAll ? 'Show fewer' : 'Show more'}</Button>,
      })}
    >
      Running now
    </Header>
  );
}

const CUT = 'Not all are shown here. Filter the list below by phase to see all.';

const CARD: CardsProps.CardDefinition<DrillSummary> = {
  header: (drill) => <RunningHeading drill={drill} />,
  sections: [{ id: 'state', content: (drill) => <RunningState summary={drill} /> }],
};

const PER_ROW = [{ cards: 1 }, { minWidth: 600, cards: 2 }, { minWidth: 1000, cards: 3 }];

function selectionLabel(_: unknown, { drillId, reason }: DrillSummary): string {
  return `Summary of ${drillId}: ${reason}`;
}

const CARDS_FIRST = 6;
const CARDS_ON_PHONE = 3;
/** Each card reads its drill every few seconds. */
const CARDS_MAX = 12;
