import type { Problem } from '../apiDocuments.ts';
import { plain } from '../terminal/grid.ts';
import { inUnit, type Typed, type TypedDuration } from '../typedUnits.ts';

/** One error of a request. */
export type Fault = NonNullable<Problem['errors']>[number];

/** The place and message of an error, in terms of the command line: `--hold (/holdSeconds): must be at most 1 d`. */
export function faultLine({ pointer, parameter, message = 'is not valid' }: Fault, typed: Typed = new Map()): string {
  if (parameter !== undefined) return plain(`${PARAMETERS[parameter] ?? `--${parameter}`}: ${message}`);
  const [, option] = OPTIONS.find(([shape]) => shape.test(pointer ?? '')) ?? [];
  const place = option === undefined ? pointer || 'the body' : `${option} (${pointer})`;
  const duration = typed.get(option ?? '');
  return plain(`${place}: ${duration === undefined ? message : boundSaid(message, duration)}`);
}

/** The violated limit in the unit that was typed. */
function boundSaid(message: string, { seconds, unit }: TypedDuration): string {
  const [, least, most] = /whole number of seconds from (\d+) to (\d+)$/.exec(message) ?? [];
  if (least === undefined || most === undefined) return message;
  return seconds > Number(most)
    ? `must be at most ${inUnit(Number(most), unit)}`
    : `must be at least ${inUnit(Number(least), unit)}`;
}

/** The fix for a problem code, if there is one. */
export function wayOut(code: string, drillId: string): string | undefined {
  return WAYS_OUT[code]?.(drillId);
}

/** The options whose name differs from the API parameter. */
const PARAMETERS: Record<string, string> = {
  recoveryPlan: '--plan',
  region: '--site',
  requestedBy: '--requested-by',
  fromSeq: '--from-seq',
  'Idempotency-Key': '--idempotency-key',
};

/** The option behind each place in the body. */
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
  [/^\/checks\b/, '--check'],
  [/^\/endHold$/, '--end-when-checked'],
  [/^\/evidenceUrl$/, '--evidence-url'],
  [/^\/message$/, '--message'],
  [/^\/kind$/, '--kind'],
  [/^\/text$/, '--text'],
  [/^\/person$/, '--person'],
  [/^\/role$/, '--role'],
  [/^\/trackerUrl$/, '--tracker-url'],
  [/^\/accepted$/, '--accepted, --not-accepted'],
  [/^\/(recoveryPlan$|reason$|tags\b)/, '--recovery-plan, --reason, --tag'],
  [/^\/plan$/, '--plan'],
  [/^\/planVersion$/, '--plan-version'],
  [/^\/changeReference$/, '--change'],
  [/^\/accountId$/, '--account'],
  [/^\/region$/, '--site'],
  [/^\/state$/, 'the state'],
  [/^\/expiresAt$/, '--expires'],
];

const WAYS_OUT: Record<string, (drillId: string) => string> = {
  'invalid-request': () => 'correct the values above and run the command again',
  'invalid-parameter': () => 'correct the values above and run the command again',
  'unsupported-filter': () => 'keep one of these filters; choose the rest with --query',
  'unknown-drill': () => 'drs-drill drills',
  'unknown-check': (drillId) => `drs-drill checks ${drillId}`,
  'check-decided': (drillId) => `drs-drill checks ${drillId}`,
  'no-verdict': (drillId) => `drs-drill checks ${drillId}`,
  'checks-running': (drillId) => `drs-drill checks ${drillId}; --skip-checks ends the hold without them`,
  'unknown-server': () => 'drs-drill servers',
  'unknown-plan': () => 'drs-drill plan list',
  'unknown-schedule': () => 'drs-drill schedule list',
  'too-many-schedules': () => 'delete one that nobody needs: drs-drill schedule list --all',
  'right-missing': () => 'ask somebody who may start drills, or keep the version: --plan-version as it is',
  'not-authenticated': () => 'use credentials allowed to call this route: --profile NAME',
  'drill-ended': (drillId) => `drs-drill get ${drillId} shows how`,
  'already-terminating': (drillId) => `drs-drill watch ${drillId}`,
  'drill-quarantined': (drillId) =>
    `drs-drill get ${drillId} says why; report it, and check in EC2 that its instances are terminated`,
  'not-holding': (drillId) => `drs-drill watch ${drillId} shows when it is`,
  'notes-closed': (drillId) => `drs-drill notes ${drillId} shows those that it has`,
  'too-many-notes': (drillId) => `drs-drill notes ${drillId} shows those that it has`,
  'not-acceptable': () => '--format html, md, json or csv',
  'not-sealed': () => 'run the same command again later',
  'no-leak': () => 'drs-drill leaks',
  'still-acting': () => 'run the same command again later',
  'newer-version': () => 'run the same command again when the deployment has finished',
  'older-version': () => 'use another drill or server: this version cannot read the old item',
  'hold-not-longer': () => 'use a later --until, or `drs-drill end` to end the hold',
  'hold-too-long': () => 'use an earlier --until or a shorter --by',
  'idempotency-key-reused': () => 'use another --idempotency-key, or none',
  'body-too-large': () => 'use fewer servers or shorter texts',
  'precondition-failed': (drillId) =>
    `drs-drill get ${drillId}, then run the command again; --force acts on any version`,
  'too-many-drills': () => 'see `drs-drill drills --phase REQUESTED`; wait, or cancel queued drills',
  'temporarily-unavailable': () => 'run the same command again later',
  'internal-error': () =>
    'run the same command again; if it keeps failing, look up the request id in the logs of the API',
};
