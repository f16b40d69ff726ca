import type { Dice } from '../dice.ts';
import type { LaunchOutcome, SourceServer } from '../state.ts';
import {
  FAST,
  type LaunchStart,
  type LaunchTimeline,
  LINUX,
  newTimeline,
  type Random,
  type Shares,
  type Way,
  WINDOWS,
} from './launchStart.ts';
import { addConversionAndLaunch } from './launchSteps.ts';
import { addCleanup, addSnapshot } from './snapshotSteps.ts';

const UNKNOWN_EVENTS = ['NETWORK_PATH_PROBED', 'LICENSE_CHECK_END', 'QUANTUM_SYNC_START'];

/** Draws how one server moves through a launch job. */
export function drawTimeline(start: LaunchStart, random: Random): LaunchTimeline {
  const { server, startedAt } = start;
  const { shares, seconds } = paceOf(server, random.dice);
  const timeline = newTimeline(start);
  const way: Way = {
    start,
    random,
    timeline,
    outcome: drawOutcome(server, random),
    span: seconds * 1000 + start.delayMilliseconds,
    shares,
    add: (at, event, data = {}) =>
      timeline.log.push({ at: Math.round(at), event, data: { sourceServerID: server.sourceServerID, ...data } }),
  };
  if (way.outcome === 'SKIPPED') {
    way.add(startedAt + 200, 'SERVER_SKIPPED', { rawError: server.errorText ?? 'Source server was skipped' });
    return { ...timeline, finalAt: startedAt + 1_000, skipped: true };
  }
  const taken = addSnapshot(way, addCleanup(way));
  if (taken === undefined) return timeline;
  if (way.outcome === 'ENDS_AFTER_SNAPSHOT') return { ...timeline, finalAt: taken + 300 };
  const base = taken - way.span * shares.snapshotEnd;
  const odd = random.faultDice.chance(random.faults.unknownLogEvents);
  if (odd) way.add(base + way.span * 0.05, random.faultDice.pick(UNKNOWN_EVENTS));
  const silent = (share: number) => (share > shares.conversionStart ? start.silentMilliseconds : 0);
  return addConversionAndLaunch(way, (share) => Math.round(base + way.span * share) + silent(share));
}

/**
 * How fast it is: Windows was observed to take 21 to 24 minutes, Linux 9. Without a conversion, a third of that
 * remains.
 */
function paceOf(
  { recoveryMode, windows, launchSeconds }: SourceServer,
  dice: Dice,
): { shares: Shares; seconds: number } {
  if (recoveryMode === 'FAST') return { shares: FAST, seconds: launchSeconds ?? dice.between(270, 330) };
  if (windows) return { shares: WINDOWS, seconds: launchSeconds ?? dice.between(1_200, 1_600) };
  return { shares: LINUX, seconds: launchSeconds ?? dice.between(480, 580) };
}

/** The first of these faults that applies. Without a conversion, none can fail or hang. */
function drawOutcome(server: SourceServer, { faults, faultDice }: Random): LaunchOutcome {
  if (server.outcome !== null) return server.outcome;
  const converts = server.recoveryMode === 'FAST' ? 0 : 1;
  const rates: [rate: number, outcome: LaunchOutcome][] = [
    [faults.serverSkipped, 'SKIPPED'],
    [faults.serverFailsSnapshot, 'FAILS_SNAPSHOT'],
    [faults.serverEndsAfterSnapshot, 'ENDS_AFTER_SNAPSHOT'],
    [faults.serverFailsConversion * converts, 'FAILS_CONVERSION'],
    [faults.serverHangs * converts, 'HANGS'],
    [faults.serverEndsAtLaunch, 'ENDS_AT_LAUNCH'],
    [faults.serverFailsLaunch, 'FAILS_LAUNCH'],
    [faults.serverFailsLate, 'FAILS_LATE'],
  ];
  return rates.find(([rate]) => faultDice.chance(rate))?.[1] ?? 'LAUNCHED';
}
