import type { Command } from 'commander';
import { seconds } from './durations.ts';

/** A typed duration with its first unit. */
export interface TypedDuration {
  seconds: number;
  unit: string;
}

/** The typed durations by option, so that errors can use the same unit. */
export type Typed = ReadonlyMap<string, TypedDuration>;

/** Adds a duration option and records the unit that was typed. */
export function addDuration(command: Command, flags: string, description: string): Command {
  const [name = ''] = flags.split(' ');
  command.option(flags, description, seconds);
  return command.on(`option:${name.slice(2)}`, (text: string) => {
    const unit = /^\d+\s*([a-z]+)/.exec(text)?.[1] ?? 's';
    typedUnits.set(command, new Map([...typedOf(command), [name, { seconds: seconds(text), unit }]]));
  });
}

/** The typed durations of a command. */
export function typedOf(command: Command): Typed {
  return typedUnits.get(command) ?? new Map();
}

/** Seconds in a unit, or in the largest smaller unit that gives a whole number. */
export function inUnit(counted: number, unit: string): string {
  const from = Math.max(
    0,
    UNITS.findIndex(([name]) => name === SHORT[unit] || name === unit),
  );
  const [name, length] = UNITS.slice(from).find(([, one]) => counted % one === 0) ?? ['s', 1];
  return `${counted / length} ${name}`;
}

const UNITS: [string, number][] = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];
const SHORT: Record<string, string> = { m: 'min' };

const typedUnits = new WeakMap<Command, Typed>();
