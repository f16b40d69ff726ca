import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { DraftWave } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { ChoiceField } from '../fields/choiceField.tsx';
import { DurationField } from '../fields/durationField.tsx';
import { TickField } from '../fields/tickField.tsx';
import { withMoved } from '../waves.ts';
import { TagChoice } from './tagChoice.tsx';
import { WaveServers } from './waveServers.tsx';

interface WaveCardProps {
  wave: DraftWave;
  /** From 0. */
  index: number;
  hostnames: Map<string, string | null>;
}

/** One wave: its servers, when it starts, and whether it may fail. */
export function WaveCard({ wave, index, hostnames }: WaveCardProps) {
  const pointer = `/waves/${index}`;
  return (
    <Container header={<Heading {...{ wave, index }} />}>
      <SpaceBetween size="m">
        {wave.by === 'ID' ? <WaveServers {...{ wave, pointer, hostnames }} /> : <TagChoice {...{ wave, pointer }} />}
        <ColumnLayout columns={index === 0 ? 1 : 3}>
          {index > 0 && (
            <ChoiceField
              {...{ pointer: `${pointer}/startWhen`, label: `Starts when wave ${index} is` }}
              byDefault="LAUNCHED"
              options={START_WHEN}
            />
          )}
          {index > 0 && (
            <DurationField
              pointer={`${pointer}/waitSeconds`}
              label="And waits"
              constraint="Default 0; up to 2 hours."
            />
          )}
          <TickField
            pointer={`${pointer}/optional`}
            label="Optional"
            description="Its failures do not fail the drill. At least one wave must not be optional."
            byDefault={false}
          />
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  );
}

const START_WHEN = [
  { value: 'LAUNCHED', label: 'launched' },
  { value: 'VERIFIED', label: 'verified', description: 'An unverified server then counts as not launched.' },
];

function Heading({ wave, index }: Omit<WaveCardProps, 'hostnames'>) {
  const { body, set } = useEditing();
  const move = (by: -1 | 1) => set('/waves', withMoved(body.waves, index, by));
  return (
    <Header
      variant="h3"
      counter={wave.by === 'ID' ? `(${wave.sourceServerIds.length})` : '(by tags)'}
      actions={
        <SpaceBetween direction="horizontal" size="xxs">
          <Button
            {...{ variant: 'icon', iconName: 'angle-up', ariaLabel: `Launch wave ${index + 1} earlier` }}
            disabled={index === 0}
            onClick={() => move(-1)}
          />
          <Button
            {...{ variant: 'icon', iconName: 'angle-down', ariaLabel: `Launch wave ${index + 1} later` }}
            disabled={index === body.waves.length - 1}
            onClick={() => move(1)}
          />
          <Button
            {...{ variant: 'icon', iconName: 'remove', ariaLabel: `Remove wave ${index + 1}` }}
            onClick={() =>
              set(
                '/waves',
                body.waves.filter(({ key }) => key !== wave.key),
              )
            }
          />
        </SpaceBetween>
      }
    >
      Wave {index + 1}
    </Header>
  );
}
