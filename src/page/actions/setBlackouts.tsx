import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { type Blackout, type Blackouts, setBlackouts } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import type { Polled } from '../api/usePolled.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { anywhereIn, placeOf } from '../lever/levers.ts';
import { useLevers } from '../lever/useLevers.ts';
import { type BlackoutBody, withBlackout, withoutBlackout } from '../schedules/blackoutBody.ts';
import { MomentInput } from '../shown/momentInput.tsx';
import { SelectField } from '../shown/selectField.tsx';
import { momentOf, typedMoment } from '../words/moments.ts';
import { utcText } from '../words/utcText.ts';
import { ActionButton } from './actionButton.tsx';
import { isReason, ReasonField } from './reasonField.tsx';

/** Keeps every drill from launching for a time. */
export function AddBlackout({ read }: { read: Polled<Blackouts> }) {
  return <ActionButton text="New blackout">{(close) => <AddModal {...{ read, close }} />}</ActionButton>;
}

/** Takes a blackout back. */
export function RemoveBlackout({ blackout, read }: { blackout: Blackout; read: Polled<Blackouts> }) {
  const where = placeOf(blackout.region);
  const set = useSet(read);
  const [from, to] = [utcText(blackout.from), utcText(blackout.to)];
  return (
    <ActionButton text="Remove" variant="inline-link" ariaLabel={`Remove the blackout of ${where} from ${from}`}>
      {(close) => (
        <ConfirmModal
          title="Remove the blackout"
          effects={[`Drills may launch in ${where} from ${from} to ${to}.`]}
          act={() => set(withoutBlackout(read.body?.blackouts ?? [], blackout, nowMs()), 'The blackout is removed.')}
          lookAgain={read.refresh}
          close={close}
        />
      )}
    </ActionButton>
  );
}

function useSet(read: Polled<Blackouts>) {
  const reads = useQueryClient();
  const { done } = useFlashes();
  return async (list: BlackoutBody[], said: string) => {
    await answerOf(setBlackouts(read.etag ?? '', list));
    done(said);
    await reads.invalidateQueries({ queryKey: ['blackouts'] });
  };
}

function AddModal({ read, close }: { read: Polled<Blackouts>; close(): void }) {
  const [from, setFrom] = useState(() => typedMoment(nowMs()));
  const [to, setTo] = useState(() => typedMoment(null));
  const [region, setRegion] = useState('');
  const [reason, setReason] = useState('');
  const set = useSet(read);
  const [begins, ends] = [momentOf(from), momentOf(to)];
  const isOrdered = begins !== undefined && ends !== undefined && begins < ends && Date.parse(ends) > nowMs();
  const missing = missingOf(begins, ends, reason);
  const add = async () => {
    if (begins === undefined || ends === undefined) return;
    const added = { region: region === '' ? null : region, from: begins, to: ends, reason };
    await set(withBlackout(read.body?.blackouts ?? [], added, nowMs()), 'The blackout is set.');
  };
  return (
    <ConfirmModal
      title="New blackout"
      button="Set the blackout"
      effects={effectsOf(region, isOrdered ? `from ${utcText(begins)} to ${utcText(ends)}` : 'for that time')}
      missing={missing}
      act={add}
      lookAgain={read.refresh}
      close={close}
    >
      <MomentInput label="From" value={from} onChange={setFrom} />
      <MomentInput label="Until" description="The first moment after it." value={to} onChange={setTo} />
      <RegionInput value={region} onChange={setRegion} />
      <ReasonField value={reason} onChange={setReason} description="Why nothing may be launched then." />
    </ConfirmModal>
  );
}

/** Why the blackout cannot be set yet, a sentence each. */
function missingOf(begins: string | undefined, ends: string | undefined, reason: string): string[] {
  const isOver = ends !== undefined && Date.parse(ends) <= nowMs();
  return [
    ...(begins === undefined ? ['Its beginning is missing, or no time.'] : []),
    ...(ends === undefined ? ['Its end is missing, or no time.'] : []),
    ...(begins !== undefined && ends !== undefined && begins >= ends ? ['It ends before it begins.'] : []),
    ...(isOver ? ['It would be over already.'] : []),
    ...(isReason(reason) ? [] : ['A reason is missing.']),
  ];
}

function effectsOf(region: string, when: string): string[] {
  return [
    `No drill launches anything in ${anywhereIn(region === '' ? null : region)} ${when}. Requests are REJECTED, also of schedules.`,
    'A drill that runs then launches nothing more. Verifying, holding and cleaning up go on.',
  ];
}

function RegionInput({ value, onChange }: { value: string; onChange(region: string): void }) {
  const { body } = useLevers();
  const regions = (body?.levers ?? []).flatMap(({ region }) => (region === null ? [] : [region]));
  const options = [null, ...regions].map((region) => ({ value: region ?? '', label: placeOf(region) }));
  return <SelectField label="Where" {...{ value, options, onChange }} />;
}
