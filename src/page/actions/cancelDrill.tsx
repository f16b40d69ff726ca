import { cancelDrill } from '../api/client.ts';
import { cancelAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { cancelEffects } from './effects.ts';
import { ReasonConfirm } from './reasonConfirm.tsx';

/** Cancels a drill, after one question. */
export function CancelDrill({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Cancel drill" availability={cancelAvailability}>
      {(drill, close) => (
        <ReasonConfirm
          {...{ drill, close }}
          title="Cancel this drill"
          effects={cancelEffects}
          irreversible="A cancelled drill cannot be resumed, and a termination cannot be undone: what is on the instances is lost. Start a new drill to test again."
          question={{ label: 'Why is it cancelled?' }}
          write={(ifMatch, body, options) => cancelDrill(drillId, ifMatch, body, options)}
          done={`${drillId} is cancelled. It cleans up now, and ends when everything is proved gone.`}
        />
      )}
    </DrillAction>
  );
}
