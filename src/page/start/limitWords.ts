import type { Schema } from '@cfworker/json-schema';
import { durationText } from '../words/durations.ts';

/** What a duration may be, by its schema: `Default 15 min; 0 s to 30 d.` */
export function durationLimits({ default: byDefault, minimum, maximum }: Schema): string {
  const range =
    typeof minimum === 'number' && typeof maximum === 'number'
      ? `${durationText(minimum)} to ${durationText(maximum)}`
      : '';
  const first = typeof byDefault === 'number' ? `Default ${durationText(byDefault)}` : '';
  const parts = [first, range].filter((part) => part !== '').join('; ');
  return parts === '' ? '' : `${parts}.`;
}
