import { InvalidArgumentError } from 'commander';

/** More rows and entries than any list has. */
export const COUNT_MAX = 10_000_000;

/** Reads a flag's whole number, or says which are allowed. */
export function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
