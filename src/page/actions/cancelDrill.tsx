import { cancelDrill, type Drill } from '../api/client.ts';
import { useLeverInForce } from '../lever/useLeverInForce.ts';
import { cancelAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { cancelDone, cancelEffects } from './effects.ts';
import { ReasonConfirm } from './reasonConfirm.tsx';

/** Cancels a drill, after one question. */
export function CancelDrill({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Cancel drill" availability={cancelAvailability}>
      {(drill, close) => <Question {...{ drill, close }} />}
    </DrillAction>
  );
}

function Question({ drill, close }: { drill: Drill; close(): void }) {
  const lever = useLeverInForce(drill.site.region);
  return (
    <ReasonConfirm
      {...{ drill, close }}
      title="Cancel this drill"
      effects={(one) => cancelEffects(one, lever)}
      irreversible="A cancelled drill cannot be resumed, and a termination cannot be undone: what is on the instances is lost. Start a new drill to test again."
      question={{ label: 'Why is it cancelled?' }}
      write={(ifMatch, body, options) => cancelDrill(drill.drillId, ifMatch, body, options)}
      done={cancelDone(drill, lever)}
    />
  );
}
