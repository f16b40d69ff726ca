import Alert from '@cloudscape-design/components/alert';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useAddress } from '../shown/useAddress.ts';
import type { CountedWorld } from './worlds.ts';

interface WorldChoiceProps {
  worlds: CountedWorld[];
  shown: CountedWorld | undefined;
}

/** Real and simulated drills are never in one chart; where there are both, one is chosen. */
export function WorldChoice({ worlds, shown }: WorldChoiceProps) {
  const [, change] = useAddress();
  if (worlds.length < 2 || shown === undefined) return null;
  return (
    <Alert
      type="info"
      header={`Only ${shown} drills are shown`}
      action={
        <SegmentedControl
          label="World"
          selectedId={shown}
          options={worlds.map((world) => ({ id: world, text: world }))}
          onChange={({ detail }) => change({ world: detail.selectedId })}
        />
      }
    >
      {`This range has days of different worlds (${worlds.join(', ')}), which are not added up. UNKNOWN: an earlier version counted drills without recording their world.`}
    </Alert>
  );
}
