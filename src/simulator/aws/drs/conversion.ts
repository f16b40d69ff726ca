import { type Dice, forkOf } from '../dice.ts';
import type { Instant } from '../instant.ts';
import type { LaunchTimeline, Random, Way } from './launchStart.ts';

/** The conversion server of one server's launch, with its own random generator. */
export interface Conversion {
  /** What the log reports about it when the conversion starts. */
  started: { conversionServerID?: string };
  /** What the log reports when the conversion ends or fails. */
  ended: { conversionServerID: string };
  /** The server and its end, when the conversion succeeds. */
  endedAt(at: Instant): NonNullable<LaunchTimeline['conversion']>;
  /** The same when the conversion fails or hangs: the server may keep running. */
  failedAt(at: Instant): NonNullable<LaunchTimeline['conversion']>;
}

/**
 * In a published job only CONVERSION_END names it (aws-samples/drs-tools: sample_result.json). The DRS API model
 * allows it in every line. A conversion server left running has not been observed, but DRS does not document that a
 * failed conversion terminates it.
 */
export function newConversion({ random }: Way, from: Instant): Conversion {
  const instanceId = `i-${random.dice.hex(17)}`;
  const dice = forkOf(random.faultDice, instanceId);
  const ended = { conversionServerID: instanceId };
  return {
    started: dice.chance(random.faults.conversionServerNamedAtStart) ? ended : {},
    ended,
    endedAt: (until) => ({ instanceId, from, until }),
    failedAt: (at) => ({ instanceId, from, until: endOfLeft(random, dice, at) }),
  };
}

function endOfLeft({ faults }: Random, dice: Dice, at: Instant): Instant | null {
  if (dice.chance(faults.failedConversionKeepsServer)) return null;
  if (!dice.chance(faults.failedConversionLeavesServer)) return at;
  return at + dice.between(1, faults.conversionServerLeftSecondsMax) * 1000;
}
