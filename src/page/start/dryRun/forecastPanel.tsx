import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill, Forecast } from '../../api/client.ts';
import { Facts } from '../../shown/narrow/facts.tsx';
import { costText, longestText, totalText, usesSentence } from '../../words/forecastWords.ts';
import { RoomTable } from './roomTable.tsx';
import { WaveTimes } from './waveTimes.tsx';

interface ForecastPanelProps {
  drill: Drill;
  forecast: Forecast;
}

/** How long such a drill would take, what it would cost, and whether there is room for it. */
export function ForecastPanel({ drill, forecast }: ForecastPanelProps) {
  const { cost, quantities } = drill;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="By the newest drills of these servers. It says nothing about drills that fail, wait, or meet a real recovery."
        >
          Forecast
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Facts
          columns={2}
          items={[
            { label: 'In all', value: sentence(totalText(forecast.total)) },
            { label: 'Cost', value: sentence(costText(cost)) },
            { label: 'At most by its terms', value: sentence(longestText(drill)) },
            { label: 'Instances and volumes', value: quantities === null ? 'Not known.' : usesSentence(quantities) },
            ...(cost === null ? [] : [{ label: 'Not in the cost', value: cost.notPriced.join(' ') }]),
          ]}
        />
        <WaveTimes waves={forecast.waves} />
        <RoomTable headroom={forecast.headroom} />
      </SpaceBetween>
    </Container>
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
