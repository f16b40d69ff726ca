import { InvalidArgumentError } from 'commander';

/** More than any list has. */
export const COUNT_MAX = 10_000_000;

/** Parses the whole number of an option, or throws with the allowed range. */
export function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
