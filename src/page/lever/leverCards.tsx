import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { SetLever } from '../actions/setLever.tsx';
import type { Lever, LeverMove } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import { useOpenDrills } from '../api/openDrills.ts';
import type { Polled } from '../api/usePolled.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { durationText } from '../words/durations.ts';
import { LeverBanner } from './leverBanner.tsx';
import { openSaid } from './leverEffects.ts';
import { isClosedForRecovery, overruling, placeOf, standingState } from './levers.ts';

interface LeverCardsProps {
  read: Polled<{ levers: Lever[] }>;
  levers: Lever[];
  moves: LeverMove[];
}

/** The lever of all Regions, then that of each. */
export function LeverCards({ read, levers, moves }: LeverCardsProps) {
  return (
    <ColumnLayout columns={2}>
      {levers.map((lever) => (
        <LeverCard key={lever.region ?? ''} {...{ lever, read, levers, moves }} />
      ))}
    </ColumnLayout>
  );
}

function LeverCard({ lever, read, levers, moves }: LeverCardsProps & { lever: Lever }) {
  const state = standingState(lever);
  const title = lever.region === null ? 'All Regions' : lever.region;
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" actions={<SetLever {...{ lever, read, moves }} />}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <LeverBanner state={state} overruledBy={overruling(lever, levers)} />
        {isClosedForRecovery(lever, moves) && <AfterRecovery />}
        <Moved lever={lever} />
        <Standing region={lever.region} />
      </SpaceBetween>
    </Container>
  );
}

function AfterRecovery() {
  return (
    <Alert type="warning" header="A real recovery was started here">
      It does not open by itself. Open it when the people who run the recovery agree.
    </Alert>
  );
}

function Moved({ lever }: { lever: Lever }) {
  if (lever.movedAt === null) return <Box color="text-body-secondary">It was never moved.</Box>;
  const isOver = lever.state !== 'OPEN' && !lever.inForce;
  return (
    <Facts
      columns={2}
      items={[
        { label: isOver ? `${lever.state} because` : 'Reason', value: <PlainText text={lever.reason} /> },
        { label: 'Moved by', value: <PlainText text={lever.by} /> },
        { label: isOver ? 'From' : 'Since', value: <TimeText at={lever.movedAt} /> },
        { label: 'Until', value: <Until lever={lever} /> },
      ]}
    />
  );
}

function Until({ lever: { state, inForce, expiresAt } }: { lever: Lever }) {
  const now = useNow();
  if (state === 'OPEN' || expiresAt === null) return <>somebody moves it</>;
  const left = (Date.parse(expiresAt) - now) / 1000;
  return (
    <>
      <TimeText at={expiresAt} />
      <Box color="text-body-secondary">
        {inForce ? `opens by itself in ${durationText(left)}` : 'it has expired, so the lever is open'}
      </Box>
    </>
  );
}

/** What a move of this lever would affect. */
function Standing({ region }: { region: string | null }) {
  const { body } = useOpenDrills();
  if (body === undefined) return null;
  const there = body.items.filter(({ site }) => region === null || site.region === region);
  return (
    <Box color="text-body-secondary">
      {there.length === 0 ? 'No drill is open' : openSaid(there)} in {placeOf(region)} now.{' '}
      {there.length > 0 && <InnerLink href="/drills">See them</InnerLink>}
    </Box>
  );
}
