/** A seeded random generator. Its whole state is one number, so a saved world continues with the same draws. */
export interface Dice {
  state: number;
  /** A number from 0 up to, but not including, 1. */
  roll(): number;
  /** True with this probability. A probability of zero draws nothing. */
  chance(probability: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  hex(digits: number): string;
  alphanumeric(characters: number): string;
  uuid(): string;
}

const HEX = '0123456789abcdef';
const ALPHANUMERIC = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A mulberry32 generator: fast, small, and the same on every machine. */
export function createDice(seed: number): Dice {
  const dice: Dice = {
    state: seed >>> 0,
    roll: () => {
      dice.state = (dice.state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(dice.state ^ (dice.state >>> 15), dice.state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    chance: (probability) => probability > 0 && dice.roll() < probability,
    between: (low, high) => low + Math.floor(dice.roll() * (high - low + 1)),
    pick: (choices) => {
      const choice = choices[Math.floor(dice.roll() * choices.length)];
      if (choice === undefined) throw new RangeError('pick needs at least one choice');
      return choice;
    },
    hex: (digits) => characters(dice, HEX, digits),
    alphanumeric: (count) => characters(dice, ALPHANUMERIC, count),
    uuid: () => `${dice.hex(8)}-${dice.hex(4)}-4${dice.hex(3)}-a${dice.hex(3)}-${dice.hex(12)}`,
  };
  return dice;
}

/** An independent generator seeded from the current position of this one. Drawing from it does not affect this one. */
export function forkOf(dice: Dice, purpose: string): Dice {
  return createDice(dice.state ^ hashOf(purpose));
}

/** A 32-bit number that depends on every character of the text (FNV-1a): a seed for generators that keep no state. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

function characters(dice: Dice, alphabet: string, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++) text += alphabet[Math.floor(dice.roll() * alphabet.length)];
  return text;
}
