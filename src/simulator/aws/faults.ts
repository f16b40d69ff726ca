import { type Dice, forkOf } from './dice.ts';
import type { Instant } from './instant.ts';

/** Probabilities by scope: `drs:StartRecovery`, else `drs`, else `*`. The most specific entry wins. */
export type Rates = Readonly<Record<string, number>>;

/** Every fault that the simulated AWS can inject. Plain data. Every rate is a probability from 0 to 1. */
export interface Faults {
  /** The faults end at this moment; effects already under way still arrive. Null: they never end. */
  faultsUntil: Instant | null;
  /** Calls that are throttled, with no effect. */
  throttled: Rates;
  /** DRS calls a second that the account may make, all callers together. Null: no limit. */
  drsCallsPerSecond: number | null;
  /** Share of throttled calls whose response has `Retry-After`. */
  throttledWithRetryAfter: number;
  /** Calls whose credentials or signature time AWS rejects, with no effect. */
  unauthenticated: Rates;
  /** Calls that fail with an internal error, with no effect. */
  internalError: Rates;
  /** Calls that are carried out but whose response is lost. */
  replyLost: Rates;
  /** Describe and list calls of DRS and EC2 that return the state of some seconds ago (eventual consistency). */
  describeLagged: number;
  /** The largest lag of such a response, in seconds. */
  describeLagSecondsMax: number;
  /** Read responses of DRS and EC2 that lack a member, or have it empty, where the model does not require it. */
  membersMissing: number;
  /**
   * Share of those responses in which the missing member identifies the resource: its id, server, job or tags, or
   * that it belongs to a drill.
   */
  namelessAnswers: number;
  /** Pages of describe calls whose pagination token never ends. */
  tokenRepeats: number;
  /** The largest page of a describe call. Null: the usual size. */
  pageItemsMax: number | null;
  /** StartRecovery and TerminateRecoveryInstances calls that fail with 409 although nothing is busy. */
  spuriousConflict: number;
  /** StartRecovery calls with tags that fail with "Invalid request provided: Tags". */
  tagsRefused: number;
  /** Every DRS call fails with UninitializedAccountException. */
  uninitializedAccount: boolean;
  /** Jobs that third parties keep open. They count against the account's 20. */
  jobsTakenByThirdParties: number;
  /** Servers in jobs of third parties. They count against the account's 500. */
  serversTakenByThirdParties: number;
  /** The error for ids that DRS does not know. AWS does not document it. */
  unknownIdError: 'ResourceNotFoundException' | 'ValidationException' | 'ConflictException';
  /**
   * A launched server may be terminated while its job still works on another one. AWS documents neither this nor a
   * refusal.
   */
  launchedIsFree: boolean;
  /** Events that are never delivered (DRS and EC2 events are best effort). */
  eventLost: number;
  /** Events delivered twice. */
  eventDoubled: number;
  /** Events delivered late, and therefore possibly out of order. */
  eventLate: number;
  eventLateSecondsMax: number;
  /** Launch results whose `is-drill` is in lower case or missing. */
  oddDrillWords: number;
  /** Jobs in which one server takes very long. */
  jobHangs: number;
  jobHangSecondsMax: number;
  /** Servers, by how they fail. ServerOptions.outcome overrides it. */
  serverFailsSnapshot: number;
  serverFailsConversion: number;
  serverFailsLaunch: number;
  serverFailsLate: number;
  serverEndsAfterSnapshot: number;
  serverEndsAtLaunch: number;
  serverHangs: number;
  serverHangSecondsMax: number;
  serverSkipped: number;
  /** Failed launches that still create an instance, which stays. */
  failedLaunchKeepsInstance: number;
  /** Failed launches that leave their 1 GiB helper volume unattached. */
  failedLaunchLeavesVolume: number;
  /** Failed or hung conversions whose conversion server DRS never terminates. */
  failedConversionKeepsServer: number;
  /** Failed or hung conversions whose conversion server DRS terminates late, and the longest delay. */
  failedConversionLeavesServer: number;
  conversionServerLeftSecondsMax: number;
  /**
   * Launches whose log names the conversion server at the start of the conversion. The others name it only when the
   * conversion ends or fails.
   */
  conversionServerNamedAtStart: number;
  /** Failed conversions that leave such a volume, and log that the permission to delete it is missing. */
  failedConversionLeavesVolume: number;
  /** Recovery instances that DRS lists without their source server while the faults last. */
  namelessEntries: number;
  /**
   * Launches that DRS shows as a server's last one without their job while the faults last. DRS's API model does not
   * require `jobID` there (LifeCycleLastLaunchInitiated).
   */
  namelessLastLaunches: number;
  /** The longest time DRS takes to list an instance that it has launched. */
  listedSecondsMax: number;
  /** LATEST launches that fall back to the last consistent snapshot (USING_PREVIOUS_SNAPSHOT). */
  usesPreviousSnapshot: number;
  /** Launch jobs that include recoveryInstanceID in participatingServers. */
  recoveryInstanceIdPresent: number;
  /** Completed launch jobs with empty participatingServers. */
  participatingServersEmpty: number;
  /** Completed terminate jobs that keep their participatingServers (status TERMINATED). */
  terminateJobKeepsServers: number;
  /** Servers whose launchStatus and instance state take unpublished values for a while. */
  unknownValues: number;
  /** Servers whose job log holds an unpublished event. */
  unknownLogEvents: number;
  /** Instances that a terminate job fails to terminate (CLEANUP_FAIL). A retry may work. */
  terminationFails: number;
  /** The longest time DRS lists an instance as TERMINATED after its end. Some are delisted at once. */
  terminatedListedSecondsMax: number;
  /**
   * Launch jobs that wait for their servers' post-launch actions and report a server as FAILED when a required one
   * failed. AWS does not document the order.
   */
  launchWaitsForActions: number;
  /** Launch jobs with a tag that no caller supplied: `resourceArn`, their own ARN. */
  jobTaggedWithArn: number;
  /** How long points of the PIT policy are listed without a `timestamp` because they are still being taken. */
  pointTakesSeconds: number;
  /** Launched instances that a third party terminates. */
  terminatedOutside: number;
  /** Launched instances that a third party stops. */
  stoppedOutside: number;
  /** Launched instances through which a third party fails back for a while. DRS terminates none meanwhile. */
  failsBackOutside: number;
  /** The time after its launch within which a third party may touch an instance, in seconds. */
  outsideWithinSeconds: number;
  /** Schedules that fire after their minute. */
  scheduleLate: number;
  scheduleLateSecondsMax: number;
  /** Schedules that fire twice. */
  scheduleDoubled: number;
  /** Schedules that never fire. */
  scheduleLost: number;
  /** Messages that are redelivered although their first receiver is still working on them. */
  queueRepeats: number;
  /** Instances whose agent Systems Manager never sees: a command to them is refused. */
  agentsUnseen: number;
  /** Commands that an instance never gets, by instance: undeliverable, or until they expire. */
  commandUndeliverable: number;
  commandExpires: number;
  /** Commands that do not end on an instance before their execution timeout. */
  commandHangs: number;
  /** Invocations in which the function fails, runs into its timeout, or answers nonsense. */
  functionFails: number;
  functionTimesOut: number;
  functionAnswersNonsense: number;
}

/** No faults: everything works. */
export const noFaults: Faults = {
  faultsUntil: null,
  throttled: {},
  drsCallsPerSecond: null,
  throttledWithRetryAfter: 0,
  unauthenticated: {},
  internalError: {},
  replyLost: {},
  describeLagged: 0,
  describeLagSecondsMax: 10,
  membersMissing: 0,
  namelessAnswers: 0,
  tokenRepeats: 0,
  pageItemsMax: null,
  spuriousConflict: 0,
  tagsRefused: 0,
  uninitializedAccount: false,
  jobsTakenByThirdParties: 0,
  serversTakenByThirdParties: 0,
  unknownIdError: 'ValidationException',
  launchedIsFree: false,
  eventLost: 0,
  eventDoubled: 0,
  eventLate: 0,
  eventLateSecondsMax: 60,
  oddDrillWords: 0,
  jobHangs: 0,
  jobHangSecondsMax: 3600,
  serverFailsSnapshot: 0,
  serverFailsConversion: 0,
  serverFailsLaunch: 0,
  serverFailsLate: 0,
  serverEndsAfterSnapshot: 0,
  serverEndsAtLaunch: 0,
  serverHangs: 0,
  serverHangSecondsMax: 12 * 3600,
  serverSkipped: 0,
  failedLaunchKeepsInstance: 0,
  failedLaunchLeavesVolume: 0,
  failedConversionKeepsServer: 0,
  failedConversionLeavesServer: 0,
  conversionServerLeftSecondsMax: 3600,
  conversionServerNamedAtStart: 0,
  failedConversionLeavesVolume: 0,
  namelessEntries: 0,
  namelessLastLaunches: 0,
  listedSecondsMax: 20,
  usesPreviousSnapshot: 0,
  recoveryInstanceIdPresent: 0,
  participatingServersEmpty: 0,
  terminateJobKeepsServers: 0,
  unknownValues: 0,
  unknownLogEvents: 0,
  terminationFails: 0,
  terminatedListedSecondsMax: 300,
  launchWaitsForActions: 0,
  jobTaggedWithArn: 0,
  pointTakesSeconds: 0,
  terminatedOutside: 0,
  stoppedOutside: 0,
  failsBackOutside: 0,
  outsideWithinSeconds: 3600,
  scheduleLate: 0,
  scheduleLateSecondsMax: 300,
  scheduleDoubled: 0,
  scheduleLost: 0,
  queueRepeats: 0,
  agentsUnseen: 0,
  commandUndeliverable: 0,
  commandExpires: 0,
  commandHangs: 0,
  functionFails: 0,
  functionTimesOut: 0,
  functionAnswersNonsense: 0,
};

/** The probability for one operation of a service. */
export function rateOf(rates: Rates, service: string, operation: string): number {
  return rates[`${service}:${operation}`] ?? rates[service] ?? rates['*'] ?? 0;
}

/** A random mix of faults: each kind is absent in many worlds, rare in some and frequent in a few. */
export function drawFaults(dice: Dice): Faults {
  const upTo = (worst: number) => (dice.chance(0.5) ? 0 : dice.roll() * dice.roll() * worst);
  return { ...drawCallFaults(upTo, dice), ...drawJobFaults(upTo, dice), ...drawDeliveryFaults(upTo, dice) };
}

type CallFaults = Pick<
  Faults,
  | 'faultsUntil'
  | 'throttled'
  | 'drsCallsPerSecond'
  | 'throttledWithRetryAfter'
  | 'unauthenticated'
  | 'internalError'
  | 'replyLost'
  | 'describeLagged'
  | 'describeLagSecondsMax'
  | 'membersMissing'
  | 'namelessAnswers'
  | 'tokenRepeats'
  | 'pageItemsMax'
  | 'spuriousConflict'
  | 'tagsRefused'
  | 'uninitializedAccount'
  | 'jobsTakenByThirdParties'
  | 'serversTakenByThirdParties'
  | 'unknownIdError'
  | 'launchedIsFree'
>;
type DeliveryFaults = Pick<
  Faults,
  | 'eventLost'
  | 'eventDoubled'
  | 'eventLate'
  | 'eventLateSecondsMax'
  | 'oddDrillWords'
  | 'scheduleLate'
  | 'scheduleLateSecondsMax'
  | 'scheduleDoubled'
  | 'scheduleLost'
  | 'queueRepeats'
>;
type JobFaults = Omit<Faults, keyof CallFaults | keyof DeliveryFaults>;

function drawCallFaults(upTo: (worst: number) => number, dice: Dice): CallFaults {
  return {
    faultsUntil: null,
    throttled: { '*': upTo(0.3), 'drs:StartRecovery': upTo(0.6), 'drs:TerminateRecoveryInstances': upTo(0.6) },
    drsCallsPerSecond: drawAllowance(forkOf(dice, 'allowance')),
    throttledWithRetryAfter: dice.roll(),
    unauthenticated: drawUnauthenticated(forkOf(dice, 'credentials')),
    internalError: { '*': upTo(0.2) },
    replyLost: { '*': upTo(0.1), 'drs:StartRecovery': upTo(0.6), 'drs:TerminateRecoveryInstances': upTo(0.6) },
    describeLagged: upTo(0.8),
    describeLagSecondsMax: dice.between(1, 20),
    membersMissing: drawMembersMissing(forkOf(dice, 'members')),
    namelessAnswers: drawNamelessAnswers(forkOf(dice, 'names')),
    ...drawPageFaults(forkOf(dice, 'pages')),
    spuriousConflict: upTo(0.4),
    tagsRefused: dice.chance(0.05) ? 0.3 : 0,
    uninitializedAccount: false,
    jobsTakenByThirdParties: dice.chance(0.2) ? dice.between(1, 20) : 0,
    serversTakenByThirdParties: dice.chance(0.1) ? dice.between(1, 500) : 0,
    launchedIsFree: forkOf(dice, 'launched is free').chance(0.5),
    unknownIdError: dice.pick(['ResourceNotFoundException', 'ValidationException', 'ConflictException']),
  };
}

/** Few sites are so slow. DRS does not publish its request rates. */
function drawAllowance(dice: Dice): number | null {
  return dice.chance(0.1) ? dice.between(2, 10) : null;
}

function drawMembersMissing(dice: Dice): number {
  return dice.chance(0.6) ? 0 : dice.roll() * dice.roll() * 0.3;
}

function drawNamelessAnswers(dice: Dice): number {
  return dice.chance(0.9) ? 0 : dice.roll() * 0.5;
}

/** Rare: nearly every call passes. In some worlds one kind of call always fails. */
function drawUnauthenticated(dice: Dice): Rates {
  if (!dice.chance(0.15)) return {};
  return { '*': dice.roll() * dice.roll() * 0.1, 'drs:StartRecovery': dice.roll() * dice.roll() * 0.6 };
}

function drawOddDrillWords(dice: Dice): number {
  return dice.chance(0.6) ? 0 : dice.roll();
}

function drawPageFaults(dice: Dice): Pick<Faults, 'tokenRepeats' | 'pageItemsMax'> {
  return {
    tokenRepeats: dice.chance(0.7) ? 0 : dice.roll() * dice.roll() * 0.3,
    pageItemsMax: dice.chance(0.8) ? null : dice.between(2, 5),
  };
}

function drawJobFaults(upTo: (worst: number) => number, dice: Dice): JobFaults {
  return {
    jobHangs: upTo(0.2),
    jobHangSecondsMax: dice.between(600, 4 * 3600),
    serverFailsSnapshot: upTo(0.2),
    serverFailsConversion: upTo(0.3),
    serverFailsLaunch: upTo(0.3),
    serverFailsLate: upTo(0.2),
    serverEndsAfterSnapshot: upTo(0.2),
    serverEndsAtLaunch: upTo(0.2),
    serverHangs: upTo(0.15),
    serverHangSecondsMax: dice.between(3, 10) * 3600,
    serverSkipped: upTo(0.1),
    failedLaunchKeepsInstance: upTo(0.5),
    failedLaunchLeavesVolume: 0,
    ...drawConversionFaults(forkOf(dice, 'conversion servers')),
    failedConversionLeavesVolume: drawLeftOfConversions(forkOf(dice, 'conversions')),
    namelessEntries: drawNamelessEntries(forkOf(dice, 'nameless entries')),
    namelessLastLaunches: 0,
    listedSecondsMax: drawListing(forkOf(dice, 'listing')),
    usesPreviousSnapshot: upTo(0.4),
    recoveryInstanceIdPresent: upTo(1),
    participatingServersEmpty: upTo(0.5),
    terminateJobKeepsServers: upTo(1),
    unknownValues: upTo(0.4),
    unknownLogEvents: upTo(0.4),
    terminationFails: upTo(0.4),
    terminatedListedSecondsMax: dice.pick([0, 300, 5400]),
    launchWaitsForActions: forkOf(dice, 'launch actions').pick([0, 0.5, 1]),
    jobTaggedWithArn: upTo(1),
    pointTakesSeconds: dice.chance(0.3) ? dice.pick([60, 3600, 5400]) : 0,
    terminatedOutside: upTo(0.2),
    stoppedOutside: upTo(0.2),
    failsBackOutside: upTo(0.2),
    outsideWithinSeconds: dice.between(60, 7200),
    ...drawCheckFaults(forkOf(dice, 'checks')),
  };
}

/** Each is absent in most worlds. */
function drawCheckFaults(dice: Dice) {
  const rarely = () => (dice.chance(0.7) ? 0 : dice.roll() * dice.roll() * 0.6);
  return {
    agentsUnseen: rarely(),
    commandUndeliverable: rarely(),
    commandExpires: rarely(),
    commandHangs: rarely(),
    functionFails: rarely(),
    functionTimesOut: rarely(),
    functionAnswersNonsense: rarely(),
  };
}

function drawConversionFaults(dice: Dice) {
  return {
    failedConversionKeepsServer: dice.chance(0.7) ? 0 : dice.roll() * 0.6,
    failedConversionLeavesServer: dice.chance(0.5) ? 0 : dice.roll(),
    conversionServerLeftSecondsMax: dice.between(60, 6 * 3600),
    conversionServerNamedAtStart: dice.pick([0, 0.5, 1]),
  };
}

function drawLeftOfConversions(dice: Dice): number {
  return dice.chance(0.8) ? 0 : dice.roll();
}

function drawNamelessEntries(dice: Dice): number {
  return dice.chance(0.92) ? 0 : dice.roll();
}

/** Nearly always a few seconds, and always shorter than the time after which an empty look counts. */
function drawListing(dice: Dice): number {
  return dice.chance(0.9) ? noFaults.listedSecondsMax : dice.between(60, 240);
}

function drawDeliveryFaults(upTo: (worst: number) => number, dice: Dice): DeliveryFaults {
  return {
    eventLost: dice.chance(0.05) ? 1 : upTo(0.6),
    eventDoubled: upTo(0.5),
    eventLate: upTo(0.8),
    eventLateSecondsMax: dice.between(5, 1200),
    oddDrillWords: drawOddDrillWords(forkOf(dice, 'is-drill')),
    scheduleLate: upTo(0.5),
    scheduleLateSecondsMax: dice.between(60, 900),
    scheduleDoubled: upTo(0.5),
    scheduleLost: upTo(0.2),
    queueRepeats: upTo(0.4),
  };
}
