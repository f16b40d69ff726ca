import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { nowMs } from '../api/clock.ts';
import { MomentInput } from '../shown/momentInput.tsx';
import { SelectField } from '../shown/selectField.tsx';
import { momentOf, typedMoment } from '../words/moments.ts';
import { utcText } from '../words/utcText.ts';
import type { LeverState } from './levers.ts';

/** Until when a closed lever stays closed, while it is being chosen. */
export interface Expiry {
  chosen: string;
  choose(option: string): void;
  typed: { day: string; time: string };
  type(moment: { day: string; time: string }): void;
  isReady: boolean;
  /** What the choice does, as a sentence. */
  effect(state: LeverState): string;
  body(state: LeverState): { expiresAt?: string };
}

/** Keeps the choice; a duration counts from the moment of the confirmation. */
export function useExpiry(): Expiry {
  const [chosen, choose] = useState('never');
  const [typed, type] = useState(() => typedMoment(nowMs() + 4 * HOUR_MS));
  const typedAt = momentOf(typed);
  const at = () => (chosen === 'at' ? typedAt : afterHours(Number(chosen)));
  return {
    ...{ chosen, choose, typed, type },
    isReady: chosen !== 'at' || (typedAt !== undefined && Date.parse(typedAt) > nowMs()),
    effect: (state) => (state === 'OPEN' ? 'It stays OPEN until somebody moves it.' : said(chosen, typedAt)),
    body: (state) => (state === 'OPEN' || chosen === 'never' ? {} : { expiresAt: at() }),
  };
}

const HOUR_MS = 3_600_000;

function afterHours(hours: number): string {
  return new Date(nowMs() + hours * HOUR_MS).toISOString();
}

function said(chosen: string, typedAt: string | undefined): string {
  if (chosen === 'never') return 'It stays closed until somebody moves it.';
  if (chosen !== 'at')
    return `It opens by itself after ${labelOf(chosen)}, unless a real recovery is started meanwhile.`;
  return typedAt === undefined
    ? 'The time at which it opens is missing.'
    : `It opens by itself at ${utcText(typedAt)}.`;
}

function labelOf(chosen: string): string {
  return OPTIONS.find(({ value }) => value === chosen)?.label ?? chosen;
}

/** Chooses whether a closed lever opens by itself. */
export function ExpiryInput({ expiry: { chosen, choose, typed, type } }: { expiry: Expiry }) {
  return (
    <SpaceBetween size="xs">
      <SelectField
        label="Until"
        description="When it opens by itself."
        value={chosen}
        options={OPTIONS}
        onChange={choose}
      />
      {chosen === 'at' && <MomentInput label="Opens at" value={typed} onChange={type} />}
    </SpaceBetween>
  );
}

const OPTIONS = [
  { value: 'never', label: 'somebody moves it' },
  { value: '1', label: '1 hour' },
  { value: '4', label: '4 hours' },
  { value: '12', label: '12 hours' },
  { value: '24', label: '1 day' },
  { value: 'at', label: 'a set time' },
];
