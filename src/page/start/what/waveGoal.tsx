import Select from '@cloudscape-design/components/select';
import { waveOf } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { WAVES_MAX } from '../waves.ts';

interface WaveGoalProps {
  goalKey: string;
  chooseGoal(key: string): void;
}

/** The wave into which the next ticked servers come. */
export function WaveGoal({ goalKey, chooseGoal }: WaveGoalProps) {
  const { body, set } = useEditing();
  const waves = body.waves.flatMap(({ key, by }, index) =>
    by === 'ID' ? [{ value: key, label: `Into wave ${index + 1}` }] : [],
  );
  const goal = waves.find(({ value }) => value === goalKey) ?? waves.at(-1) ?? null;
  const choose = (key: string | undefined) => {
    const chosen = key === NEW ? waveOf([]) : undefined;
    if (chosen !== undefined) set('/waves', [...body.waves, chosen]);
    chooseGoal(chosen?.key ?? key ?? '');
  };
  return (
    <Select
      ariaLabel="Wave for the servers that are selected next"
      selectedOption={goal}
      placeholder="Into a new wave"
      options={[...waves, ...(body.waves.length < WAVES_MAX ? [{ value: NEW, label: 'Into a new wave' }] : [])]}
      onChange={({ detail }) => choose(detail.selectedOption.value)}
      expandToViewport
    />
  );
}

const NEW = 'NEW';
