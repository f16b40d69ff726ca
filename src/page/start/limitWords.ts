import type { Schema } from '@cfworker/json-schema';
import { durationText } from '../shown/durations.ts';

/** What a duration may be, by its schema: `Default 15 min; 0 s to 30 d.` */
export function durationLimits({ default: byDefault, minimum, maximum }: Schema): string {
  return said(byDefault, minimum, maximum, durationText);
}

/** What a number may be, by its schema: `Default 1; 1 to 20.` */
export function numberLimits({ default: byDefault, minimum, maximum }: Schema): string {
  return said(byDefault, minimum, maximum, String);
}

function said(byDefault: unknown, minimum: unknown, maximum: unknown, text: (value: number) => string): string {
  const range =
    typeof minimum === 'number' && typeof maximum === 'number' ? `${text(minimum)} to ${text(maximum)}` : '';
  const first = typeof byDefault === 'number' ? `Default ${text(byDefault)}` : '';
  const parts = [first, range].filter((part) => part !== '').join('; ');
  return parts === '' ? '' : `${parts}.`;
}
