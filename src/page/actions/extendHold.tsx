import { useState } from 'react';
import { type Drill, extendHold } from '../api/client.ts';
import { useLeverInForce } from '../lever/useLeverInForce.ts';
import { typedMoment } from '../words/moments.ts';
import { extendAvailability } from './availability.ts';
import { DrillAction } from './drillAction.tsx';
import { DrillConfirm } from './drillConfirm.tsx';
import { extendEffects, holdEndOf } from './effects.ts';
import { holdUntilOf, type NewEnd } from './holdUntil.ts';
import { HoldUntilFields } from './holdUntilFields.tsx';

/** Extends the hold of a drill by a duration or until a time, after one question. */
export function ExtendHold({ drillId }: { drillId: string }) {
  return (
    <DrillAction drillId={drillId} text="Extend hold" availability={extendAvailability}>
      {(drill, close) => <Question {...{ drill, close }} />}
    </DrillAction>
  );
}

function Question({ drill: opened, close }: { drill: Drill; close(): void }) {
  const endsAt = holdEndOf(opened);
  const lever = useLeverInForce(opened.site.region);
  const [chosen, setChosen] = useState<NewEnd>(() => ({
    ...{ by: '30', time: typedMoment(endsAt === null ? null : Date.parse(endsAt) + HOUR_MS) },
  }));
  // Always from the end that was seen: after a lost answer, minutes more than the new end would be another request.
  const chosenFor = (drill: Drill) => holdUntilOf(chosen, holdEndOf(drill));
  return (
    <DrillConfirm
      {...{ drill: opened, close }}
      title="Extend the hold"
      effects={(drill) => extendEffects(drill, chosenFor(drill).holdUntil, lever)}
      fields={(drill) => <HoldUntilFields chosen={chosen} fault={chosenFor(drill).fault} onChange={setChosen} />}
      isReady={(drill) => chosenFor(drill).holdUntil !== null && chosenFor(drill).fault === null}
      write={(ifMatch, options, drill) =>
        extendHold(drill.drillId, ifMatch, { holdUntil: chosenFor(drill).holdUntil ?? '' }, options)
      }
      done={`A longer hold of ${opened.drillId} is requested. It takes effect once its hard stop is armed.`}
    />
  );
}

const HOUR_MS = 3_600_000;
