import { acknowledgeLeak } from '../api/client.ts';
import { acknowledgeAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { acknowledgeEffects } from './effects.ts';
import { ReasonConfirm } from './reasonConfirm.tsx';

/** Ends a drill with a leak, because a person confirms that nothing is left. */
export function AcknowledgeLeak({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Acknowledge leak" availability={acknowledgeAvailability}>
      {(drill, close) => (
        <ReasonConfirm
          {...{ drill, close }}
          title="Acknowledge this leak"
          effects={acknowledgeEffects}
          irreversible="Nobody looks for these instances and volumes any more, nobody is reminded of them, and they are not terminated. If one still exists, it costs money until somebody finds it. Look in EC2 first."
          typed={drillId}
          question={{
            label: 'How do you know that nothing is left?',
            description: 'For example: i-… terminated by hand, its volumes deleted.',
          }}
          write={(ifMatch, body, options) => acknowledgeLeak(drillId, ifMatch, body, options)}
          done={`The leak of ${drillId} is acknowledged. The drill ends, and nothing of it is tracked any more.`}
        />
      )}
    </DrillAction>
  );
}
