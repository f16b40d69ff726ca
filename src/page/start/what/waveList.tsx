import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Server } from '../../api/client.ts';
import { tagWave, waveOf } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { WAVES_MAX } from '../waves.ts';
import { WaveCard } from './waveCard.tsx';

interface WaveListProps {
  inventory: readonly Server[];
  /** Names the wave into which the next ticked servers come. */
  chooseGoal(key: string): void;
}

/** The waves in the order in which they are launched. */
export function WaveList({ inventory, chooseGoal }: WaveListProps) {
  const { body, set } = useEditing();
  const hostnames = new Map(inventory.map(({ sourceServerId, hostname }) => [sourceServerId, hostname]));
  const add = () => {
    const wave = waveOf([]);
    set('/waves', [...body.waves, wave]);
    chooseGoal(wave.key);
  };
  const isFull = body.waves.length >= WAVES_MAX;
  return (
    <SpaceBetween size="m">
      <Header
        variant="h2"
        counter={`(${body.waves.length})`}
        description={`Servers of a wave are launched together. Waves follow each other in this order; a drill has at most ${WAVES_MAX}.`}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={isFull} onClick={add}>
              Add a wave
            </Button>
            <Button disabled={isFull} onClick={() => set('/waves', [...body.waves, tagWave()])}>
              Add a wave by tags
            </Button>
          </SpaceBetween>
        }
      >
        Waves
      </Header>
      {body.waves.map((wave, index) => (
        <WaveCard key={wave.key} {...{ wave, index, hostnames }} />
      ))}
    </SpaceBetween>
  );
}
