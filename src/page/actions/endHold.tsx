import Alert from '@cloudscape-design/components/alert';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type Drill, endHold } from '../api/client.ts';
import { PlainText } from '../shown/plainText.tsx';
import { endAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { DrillConfirm } from './drillConfirm.tsx';
import { endEffects, undecidedChecks } from './effects.ts';

/** Ends the hold of a drill now, after one question. */
export function EndHold({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="End hold" availability={endAvailability}>
      {(drill, close) => <Question {...{ drill, close }} />}
    </DrillAction>
  );
}

function Question({ drill, close }: { drill: Drill; close(): void }) {
  const [isForced, setForced] = useState(false);
  const undecided = undecidedChecks(drill).map(({ name }) => name);
  return (
    <DrillConfirm
      {...{ drill, close }}
      title="End the hold now"
      effects={endEffects}
      irreversible="A hold that has ended cannot begin again, and a termination cannot be undone: what is on the instances is lost."
      fields={() => undecided.length > 0 && <Skip names={undecided} isForced={isForced} onChange={setForced} />}
      isReady={undecided.length === 0 || isForced}
      write={(ifMatch, options) => endHold(drill.drillId, ifMatch, isForced ? { force: true } : {}, options)}
      done={`The hold of ${drill.drillId} has ended. Its instances are being terminated; the drill ends once they are proved gone.`}
    />
  );
}

interface SkipProps {
  names: string[];
  isForced: boolean;
  onChange(isForced: boolean): void;
}

function Skip({ names, isForced, onChange }: SkipProps) {
  const [these, they] =
    names.length === 1 ? ['A required check has', 'it becomes'] : ['Required checks have', 'they become'];
  return (
    <Alert type="error" header={`${these} no result yet`}>
      <SpaceBetween size="s">
        <PlainText text={names.join(', ')} />
        <Checkbox checked={isForced} onChange={({ detail }) => onChange(detail.checked)}>
          End the hold anyway: {they} NOT_RUN, and the drill FAILED
        </Checkbox>
      </SpaceBetween>
    </Alert>
  );
}
