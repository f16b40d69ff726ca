import { InvalidArgumentError } from 'commander';

/** Reads an option's whole number, or says which are allowed. */
export function wholeNumber(min: number, max: number = 1_000_000_000): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
