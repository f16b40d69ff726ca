import type { Problem } from '../documents.ts';
import { plain } from '../terminal/grid.ts';
import { inUnit, type Typed, type TypedDuration } from '../typedUnits.ts';

/** One thing that is wrong with a request. */
export type Fault = NonNullable<Problem['errors']>[number];

/** Where and what, in the words of the command line: `--hold (/holdSeconds): must be at most 1 d`. */
export function faultLine({ pointer, parameter, message = 'is not valid' }: Fault, typed: Typed = new Map()): string {
  if (parameter !== undefined) return plain(`${PARAMETERS[parameter] ?? `--${parameter}`}: ${message}`);
  const [, option] = OPTIONS.find(([shape]) => shape.test(pointer ?? '')) ?? [];
  const place = option === undefined ? pointer || 'the body' : `${option} (${pointer})`;
  const duration = typed.get(option ?? '');
  return plain(`${place}: ${duration === undefined ? message : boundSaid(message, duration)}`);
}

/** A bound in the unit that was typed, and only the one that was missed. */
function boundSaid(message: string, { seconds, unit }: TypedDuration): string {
  const [, least, most] = /whole number of seconds from (\d+) to (\d+)$/.exec(message) ?? [];
  if (least === undefined || most === undefined) return message;
  return seconds > Number(most)
    ? `must be at most ${inUnit(Number(most), unit)}`
    : `must be at least ${inUnit(Number(least), unit)}`;
}

/** The way out of a problem that has one, by its stable code. */
export function wayOut(code: string, drillId: string): string | undefined {
  return WAYS_OUT[code]?.(drillId);
}

/** The options that have another name than the parameter of the API. */
const PARAMETERS: Record<string, string> = {
  recoveryPlan: '--plan',
  region: '--site',
  requestedBy: '--requested-by',
  fromSeq: '--from-seq',
  'Idempotency-Key': '--idempotency-key',
};

/** Which option puts what into the body. */
const OPTIONS: [RegExp, string][] = [
  [/^\/waves\b/, '--server, --wave'],
  [/^\/holdSeconds$/, '--hold'],
  [/^\/holdUntil$/, '--until, --by'],
  [/^\/recoveryPoint\b/, '--recovery-point'],
  [/^\/lagSecondsMax$/, '--lag-max'],
  [/^\/bootSecondsMax$/, '--boot-max'],
  [/^\/launchAllowanceSeconds$/, '--launch-allowance'],
  [/^\/startWithinSeconds$/, '--start-within'],
  [/^\/onLaunchFailure$/, '--on-launch-failure'],
  [/^\/objectives\/recoveryTimeSeconds$/, '--objective-recovery-time'],
  [/^\/objectives\/recoveryPointSeconds$/, '--objective-recovery-point'],
  [/^\/waivers\b/, '--waive'],
  [/^\/(recoveryPlan$|reason$|tags\b)/, '--plan, --reason, --tag'],
  [/^\/changeReference$/, '--change'],
  [/^\/accountId$/, '--account'],
  [/^\/region$/, '--site'],
  [/^\/state$/, 'the state'],
  [/^\/expiresAt$/, '--expires'],
];

const WAYS_OUT: Record<string, (drillId: string) => string> = {
  'invalid-request': () => 'change what is named above and run the command again',
  'invalid-parameter': () => 'change what is named above and run the command again',
  'unsupported-filter': () => 'keep one of these filters; choose the rest with --query',
  'unknown-drill': () => 'drs-drill drills',
  'unknown-server': () => 'drs-drill servers',
  'not-authenticated': () => 'credentials that may call this route: --profile NAME',
  'drill-ended': (drillId) => `drs-drill get ${drillId} shows how`,
  'already-terminating': (drillId) => `drs-drill watch ${drillId}`,
  'drill-set-aside': (drillId) =>
    `drs-drill get ${drillId} says why; report it, and check in EC2 that its instances go`,
  'not-holding': (drillId) => `drs-drill watch ${drillId} shows when it is`,
  'no-leak': () => 'drs-drill leaks',
  'still-acting': () => 'the same command again a little later',
  'newer-version': () => 'the same command again when the deployment is over',
  'older-version': () => 'another drill or server: what was written then can no longer be read',
  'hold-not-longer': () => 'a later --until, or `drs-drill end` to end the hold',
  'hold-too-long': () => 'an earlier --until, or a shorter --by',
  'idempotency-key-reused': () => 'another --idempotency-key, or none',
  'body-too-large': () => 'fewer servers, or shorter texts',
  'precondition-failed': (drillId) =>
    `drs-drill get ${drillId}, then the command again; --force acts on whatever is there`,
  'too-many-drills': () => 'drs-drill drills --phase REQUESTED, and wait, or cancel what waits',
  'temporarily-unavailable': () => 'the same command again a little later',
  'internal-error': () => 'the same command again; if it stays, the log of the API has the request by its id',
};
