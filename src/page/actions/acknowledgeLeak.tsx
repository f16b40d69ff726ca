import { useState } from 'react';
import { acknowledgeLeak, type Drill } from '../api/client.ts';
import { acknowledgeAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { DrillConfirm } from './drillConfirm.tsx';
import { acknowledgeEffects } from './effects.ts';
import { isReason, ReasonField } from './reasonField.tsx';

/** Ends a drill with a leak, because a person confirms that nothing is left. */
export function AcknowledgeLeak({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Acknowledge leak" availability={acknowledgeAvailability}>
      {(drill, close) => <Question {...{ drill, close }} />}
    </DrillAction>
  );
}

function Question({ drill, close }: { drill: Drill; close(): void }) {
  const [reason, setReason] = useState('');
  return (
    <DrillConfirm
      {...{ drill, close }}
      title="Acknowledge this leak"
      effects={acknowledgeEffects}
      irreversible="Nobody looks for these instances and volumes any more, nobody is reminded of them, and they are not terminated. If one still exists, it costs money until somebody finds it. Look in EC2 first."
      typed={drill.drillId}
      fields={() => (
        <ReasonField
          label="How do you know that nothing is left?"
          description="For example: i-… terminated by hand, its volumes deleted."
          value={reason}
          onChange={setReason}
        />
      )}
      isReady={isReason(reason)}
      write={(ifMatch, options) => acknowledgeLeak(drill.drillId, ifMatch, { reason }, options)}
      done={`The leak of ${drill.drillId} is acknowledged. The drill ends, and nothing of it is tracked any more.`}
    />
  );
}
