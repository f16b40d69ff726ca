import type { Check, Drill, DrilledServer } from '../api/client.ts';
import { cleanupUnderLever, isFrozen, type LeverThere } from '../lever/underLever.ts';
import { amountText } from '../words/amountText.ts';
import { counted } from '../words/counted.ts';
import { durationText } from '../words/durations.ts';
import { inSentence } from '../words/inSentence.ts';
import { utcText } from '../words/utcText.ts';
import { type Fate, instancesText, isUp } from './instancesText.ts';

/** What a cancellation does under the lever of its Region, a sentence each. */
export function cancelEffects(drill: Drill, lever?: LeverThere): string[] {
  const outcome = drill.outcome === null ? 'Its outcome will be CANCELLED' : `Its outcome stays ${drill.outcome}`;
  return [
    ...(drill.phase === 'HOLDING' && drill.outcome === null ? ['To keep the result, end the hold instead.'] : []),
    `This ends ${said(drill)}. Nothing more is launched.`,
    ...terminated(drill, lever, TERMINATED),
    ...(hasLaunched(drill) ? [isFrozen(lever) ? PROVED_GONE_LATER : PROVED_GONE] : []),
    `${outcome}. ${costSaid(drill)}`,
  ];
}

/** What is shown after a cancellation. */
export function cancelDone({ drillId }: Drill, lever?: LeverThere): string {
  return isFrozen(lever)
    ? `${drillId} is cancelled. ${FROZEN_AFTER}`
    : `${drillId} is cancelled. It cleans up now, and ends when everything is proved gone.`;
}

/** What an early end of the hold does under the lever of its Region, a sentence each. */
export function endEffects(drill: Drill, lever?: LeverThere): string[] {
  const { until } = drill.hold;
  return [
    `This ends the hold of ${said(drill)}${until === null ? '' : `, which would last until ${utcText(until)}`}.`,
    ...terminated(drill, lever, TERMINATED_NOW),
    isFrozen(lever) ? PROVED_GONE_LATER : PROVED_GONE,
    costSaid(drill),
  ];
}

/** What is shown after an early end of the hold. */
export function endDone({ drillId }: Drill, lever?: LeverThere): string {
  return isFrozen(lever)
    ? `The hold of ${drillId} has ended. ${FROZEN_AFTER}`
    : `The hold of ${drillId} has ended. Its instances are being terminated; the drill ends once they are proved gone.`;
}

/** The instances with their fate, and what a closed lever changes about it. */
function terminated(drill: Drill, lever: LeverThere, fate: Fate): string[] {
  const instances = instancesText(drill, isFrozen(lever) ? STAYS_UP : fate);
  return [
    ...(instances.length > 0 ? instances : [NOTHING_UP]),
    ...cleanupUnderLever(lever, drill.servers.filter(isUp).length),
  ];
}

/** What a longer hold does, a sentence each; null: no new end is chosen yet. */
export function extendEffects(drill: Drill, holdUntil: string | null, lever?: LeverThere): string[] {
  const now = holdEndOf(drill);
  const instances = instancesText(drill, { one: 'stays up longer', many: 'stay up longer' });
  const more = holdUntil === null || now === null ? null : (Date.parse(holdUntil) - Date.parse(now)) / 1000;
  return [
    `As it is, the hold of ${said(drill)} ends at ${now === null ? 'an unknown time' : utcText(now)}.`,
    ...(holdUntil !== null && more !== null && more > 0
      ? [`It will end at ${utcText(holdUntil)}, ${durationText(more)} later.`]
      : []),
    ...instances,
    ...(isFrozen(lever) ? [FROZEN_AT_END] : []),
    'They cost money all that time, and their servers stay claimed by this drill.',
    'The new end takes effect once a hard stop after it is armed. Until then the hold ends as before.',
  ];
}

/** When the hold ends as far as was requested; null: it has not begun. */
export function holdEndOf({ hold }: Drill): string | null {
  return hold.extensionRequestedUntil ?? hold.until;
}

/** What the acknowledgement of a leak does, a sentence each, with each thing that is left. */
export function acknowledgeEffects(drill: Drill): string[] {
  const left = leftOf(drill);
  return [
    `You confirm that nothing of ${said(drill)} is left, although ${counted(left.length, 'thing')} could not be proved gone:`,
    ...left,
    `This ends the drill. Its cleanup stays LEAKED, and ${drill.outcome === null ? 'its outcome will be FAILED' : `its outcome stays ${drill.outcome}`}.`,
  ];
}

/** Each server of which something may be left, with what is known to be left of it. */
export function leftOf(drill: Drill): string[] {
  const standing = drill.leftStanding.map(
    ({ sourceServerId, what, isProtected, failback, lastWords }) =>
      `${sourceServerId}: ${what}${isProtected ? ', protected against termination' : ''}${failback === null ? '' : `, failback ${failback}`}${lastWords === null ? '' : `; DRS: ${lastWords}`}`,
  );
  const known = new Set(drill.leftStanding.map(({ sourceServerId }) => sourceServerId));
  const others = drill.servers.filter((server) => mayBeLeft(drill, server) && !known.has(server.sourceServerId));
  return [...standing, ...others.map(otherSaid)];
}

function otherSaid({ sourceServerId, instanceId, unproven }: DrilledServer): string {
  const what =
    instanceId === null ? 'an instance of its launch may exist' : `instance ${instanceId} is not proved gone`;
  return `${sourceServerId}: ${what}${unproven === null ? '' : `; ${unproven}`}`;
}

/** It was or may have been launched, and is not proved gone. */
export function mayBeLeft({ launches }: Drill, { sourceServerId, gone, instanceId, jobId }: DrilledServer): boolean {
  if (gone !== null) return false;
  const requested = launches.some(
    (launch) =>
      launch.state !== 'VOID' && launch.state !== 'PLANNED' && launch.sourceServerIds.includes(sourceServerId),
  );
  return instanceId !== null || jobId !== null || requested;
}

/** What a verdict does, a sentence each; null: it is not chosen yet. */
export function verdictEffects(drill: Drill, name: string, passed: boolean | null, lever?: LeverThere): string[] {
  const check = drill.checks.find((one) => one.name === name);
  const fails = check?.required === true && passed === false;
  return [
    `This decides the ${check?.required === true ? 'required' : 'optional'} check ${name} of ${said(drill)}.`,
    ...(fails ? ['The drill is FAILED by it at once. Its instances stay up until the hold ends.'] : []),
    ...(drill.terms.endHold === 'WHEN_CHECKED' && check?.required === true
      ? [
          `The hold ends as soon as every required check has a result; ${isFrozen(lever) ? 'the lever is FROZEN, so the instances stay up until it is opened.' : 'the instances are then terminated.'}`,
        ]
      : []),
  ];
}

/** Required checks of the hold that have no result yet. */
export function undecidedChecks({ checks }: Drill): Check[] {
  return checks.filter(
    ({ required, state, kind, when }) =>
      required && when === 'HOLDING' && kind !== 'LAUNCH_ACTION' && (state === 'WAITING' || state === 'RUNNING'),
  );
}

function said({ drillId, phase, servers, terms }: Drill): string {
  return `${drillId} (${phase}, ${counted(servers.length, 'server')}, “${inSentence(terms.reason)}”)`;
}

function hasLaunched({ launches }: Drill): boolean {
  return launches.some(({ state }) => state !== 'PLANNED' && state !== 'VOID');
}

function costSaid(drill: Drill): string {
  const { cost, servers } = drill;
  if (cost?.amount) return `It has cost ${amountText(cost.amount)} ${cost.currency} so far.`;
  return servers.some(isUp)
    ? 'Its instances cost money until they are gone; how much is counted at the end.'
    : 'Nothing that it uses is known to cost money now.';
}

const NOTHING_UP = 'No instance of it is known to be up.';
const PROVED_GONE = 'The drill goes on to clean up, and ends only when every instance and volume of it is proved gone.';
const PROVED_GONE_LATER =
  'Once the lever is opened, the drill cleans up. It ends only when every instance and volume of it is proved gone.';
const FROZEN_AT_END = 'The lever is FROZEN: as long as it is, nothing is terminated at the end of the hold either.';
const FROZEN_AFTER =
  'The lever is FROZEN: nothing is terminated until it is opened. What is up stays up and costs money.';

const TERMINATED: Fate = { one: 'is terminated', many: 'are terminated' };
const TERMINATED_NOW: Fate = { one: 'is terminated now', many: 'are terminated now' };
const STAYS_UP: Fate = { one: 'stays up', many: 'stay up', coming: 'stay up too, and cost money' };
