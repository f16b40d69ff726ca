import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, answerOf } from '../api/answers.ts';
import { type Lever, type LeverMove, setLever } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { useOpenDrills } from '../api/openDrills.ts';
import type { Polled } from '../api/usePolled.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { ExpiryInput, useExpiry } from '../lever/expiryInput.tsx';
import { leverEffects } from '../lever/leverEffects.ts';
import { isClosedForRecovery, type LeverState, placeOf, STATE_CHOICES, standingState } from '../lever/levers.ts';
import { useDrillsInPlace } from '../lever/useDrillsInPlace.ts';
import { ActionButton } from './actionButton.tsx';
import { isReason, ReasonField } from './reasonField.tsx';

interface SetLeverProps {
  lever: Lever;
  read: Polled<{ levers: Lever[] }>;
  /** The newest moves of all levers. */
  moves: readonly LeverMove[];
}

/** Moves the lever of a Region or of all Regions. */
export function SetLever(props: SetLeverProps) {
  const text = standingState(props.lever) === 'OPEN' ? 'Close' : 'Change';
  return (
    <ActionButton text={text} ariaLabel={`${text} the lever of ${placeOf(props.lever.region)}`}>
      {(close) => <SetLeverModal {...{ ...props, close }} />}
    </ActionButton>
  );
}

function SetLeverModal({ lever: newest, read, moves, close }: SetLeverProps & { close(): void }) {
  const { seen, lookAgain } = useSeenLever(newest, read.etag);
  const { lever } = seen;
  const { region } = lever;
  const standing = standingState(lever);
  const [state, setState] = useState<LeverState>(standing === 'OPEN' ? 'NO_LAUNCHES' : 'OPEN');
  const [reason, setReason] = useState('');
  const expiry = useExpiry();
  const drills = useOpenDrills();
  const details = useDrillsInPlace(drills.body?.items ?? [], region);
  const levers = read.body?.levers ?? [lever];
  const isAfterRecovery = state === 'OPEN' && isClosedForRecovery(lever, moves);
  const move = useMove(seen.etag);
  return (
    <ConfirmModal
      title={`Move the lever of ${placeOf(region)} to ${state}`}
      effects={[
        ...leverEffects({ state, region, levers, drills: drills.body?.items, details, nowMs: nowMs() }),
        expiry.effect(state),
      ]}
      irreversible={isAfterRecovery ? AFTER_RECOVERY : undefined}
      typed={isAfterRecovery ? 'OPEN' : undefined}
      isReady={isReason(reason) && expiry.isReady}
      act={() => move({ state, reason, ...(region !== null && { region }), ...expiry.body(state) })}
      lookAgain={lookAgain}
      close={close}
    >
      <StateInput {...{ state, setState, standing }} />
      {state !== 'OPEN' && <ExpiryInput expiry={expiry} />}
      <ReasonField
        value={reason}
        onChange={setReason}
        description="Why you move it. Everybody whose drill it stops sees this."
      />
    </ConfirmModal>
  );
}

const AFTER_RECOVERY =
  'A real recovery closed this lever. While one goes on, DRS refuses it every server that a drill is launching. Ask the people who run the recovery before you open it.';

/** The lever as the person saw it. One that somebody else has moved meanwhile meets a conflict first. */
function useSeenLever(lever: Lever, etag: string | null) {
  const reads = useQueryClient();
  const [seen, setSeen] = useState({ lever, etag });
  const lookAgain = async () => {
    await reads.refetchQueries({ queryKey: ['lever'] });
    const newest = reads.getQueryData<Answer<{ levers: Lever[] }>>(['lever']);
    const found = newest?.body.levers.find(({ region }) => region === lever.region);
    if (newest !== undefined && found !== undefined) setSeen({ lever: found, etag: newest.etag });
  };
  return { seen, lookAgain };
}

function useMove(etag: string | null) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const reads = useQueryClient();
  const { done } = useFlashes();
  return async (body: Parameters<typeof setLever>[1]) => {
    const { body: moved } = await answerOf(setLever(etag ?? '', body, { idempotencyKey }));
    // The drills that it stops or sets going, too.
    await reads.invalidateQueries();
    done(`The lever of ${placeOf(moved.region)} is ${moved.state} now.`);
  };
}

interface StateInputProps {
  state: LeverState;
  setState(state: LeverState): void;
  standing: LeverState;
}

function StateInput({ state, setState, standing }: StateInputProps) {
  const items = STATES.map((value) => ({
    value,
    label: value === standing ? `${value} (as it is now)` : value,
    description: STATE_CHOICES[value],
  }));
  return (
    <FormField label="New state">
      <RadioGroup value={state} items={items} onChange={({ detail }) => setState(detail.value as LeverState)} />
    </FormField>
  );
}

const STATES: LeverState[] = ['OPEN', 'NO_LAUNCHES', 'FROZEN'];
