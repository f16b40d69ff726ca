import type { Instant } from './instant.ts';

/**
 * A timestamp as DRS writes it, `2022-12-07T19:15:38.846723+00:00` (aws-samples/drs-tools: sample_result.json). The
 * simulator counts milliseconds. The three digits below are derived from the moment, so equal moments print the same.
 */
export function drsTime(at: Instant): string {
  const microseconds = ((Math.floor(at) * 7919) % 1000).toString().padStart(3, '0');
  return `${new Date(at).toISOString().slice(0, 23)}${microseconds}+00:00`;
}

/** A timestamp to the second, as EventBridge writes the `time` of an event. */
export function eventTime(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** A timestamp as EC2 writes it. */
export function ec2Time(at: Instant): string {
  return new Date(at).toISOString();
}

/** A duration as DRS writes it: `P0D`, `PT12.5S`, `P2DT1H32M12.136S` (model: ISO8601DurationString). */
export function isoDuration(milliseconds: number): string {
  if (milliseconds <= 0) return 'P0D';
  const days = Math.floor(milliseconds / 86_400_000);
  const hours = Math.floor(milliseconds / 3_600_000) % 24;
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const seconds = (milliseconds % 60_000) / 1000;
  const time = `${part(hours, 'H')}${part(minutes, 'M')}${part(seconds, 'S')}`;
  return `P${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

function part(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount}${unit}`;
}
