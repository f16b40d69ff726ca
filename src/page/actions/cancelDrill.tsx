import { useState } from 'react';
import { cancelDrill, type Drill } from '../api/client.ts';
import { cancelAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { DrillConfirm } from './drillConfirm.tsx';
import { cancelEffects } from './effects.ts';
import { isReason, ReasonField } from './reasonField.tsx';

/** Cancels a drill, after one question. */
export function CancelDrill({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Cancel drill" availability={cancelAvailability}>
      {(drill, close) => <Question {...{ drill, close }} />}
    </DrillAction>
  );
}

function Question({ drill, close }: { drill: Drill; close(): void }) {
  const [reason, setReason] = useState('');
  return (
    <DrillConfirm
      {...{ drill, close }}
      title="Cancel this drill"
      effects={cancelEffects}
      irreversible="A cancelled drill cannot be resumed, and a termination cannot be undone: what is on the instances is lost. Start a new drill to test again."
      fields={() => <ReasonField label="Why is it cancelled?" value={reason} onChange={setReason} />}
      isReady={isReason(reason)}
      write={(ifMatch, options) => cancelDrill(drill.drillId, ifMatch, { reason }, options)}
      done={`${drill.drillId} is cancelled. It cleans up now, and ends when everything is proved gone.`}
    />
  );
}
