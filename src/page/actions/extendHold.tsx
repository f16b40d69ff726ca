import { useState } from 'react';
import { type Drill, extendHold } from '../api/client.ts';
import { utcText } from '../words/utcText.ts';
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

function Question({ drill, close }: { drill: Drill; close(): void }) {
  const endsAt = holdEndOf(drill);
  const [chosen, setChosen] = useState<NewEnd>(() => ({
    ...{ by: 'DURATION', minutesMore: '30' },
    ...{ day: endsAt?.slice(0, 10) ?? '', timeOfDay: endsAt?.slice(11, 16) ?? '' },
  }));
  const { holdUntil, fault } = holdUntilOf(chosen, endsAt);
  return (
    <DrillConfirm
      {...{ drill, close }}
      title="Extend the hold"
      effects={(one) => extendEffects(one, holdUntilOf(chosen, holdEndOf(one)).holdUntil)}
      fields={() => <HoldUntilFields {...{ chosen, holdUntil, fault }} onChange={setChosen} />}
      isReady={holdUntil !== null && fault === null}
      write={(ifMatch, options) => extendHold(drill.drillId, ifMatch, { holdUntil: holdUntil ?? '' }, options)}
      done={`A longer hold of ${drill.drillId} is requested${holdUntil === null ? '' : `, until ${utcText(holdUntil)}`}. It takes effect once its hard stop is armed.`}
    />
  );
}
