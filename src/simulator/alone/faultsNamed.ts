import { InvalidArgumentError } from 'commander';
import { type Faults, noFaults } from '../aws/faults.ts';

/** Reads faults: `throttled=0.3,jobHangs=1`, or the same as JSON, where a rate may name services and operations. */
export function faultsNamed(text: string): Partial<Faults> {
  return faultsOf(text.trimStart().startsWith('{') ? jsonOf(text) : pairsOf(text));
}

/** The faults in an object from outside. Refuses unknown faults, and lists the known ones. */
export function faultsOf(given: unknown): Partial<Faults> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('Faults must be an object.');
  const entries = Object.entries(given).map(([name, value]) => [name, allowedValue(name, value)]);
  return Object.fromEntries(entries);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('It is not JSON.');
  }
}

function pairsOf(text: string): Record<string, unknown> {
  const pairs = text.split(',').map((pair): [string, unknown] => {
    const [name = '', value = ''] = pair.trim().split('=', 2);
    return [name, /^[\d.]+$/.test(value) ? Number(value) : (WORDS[value] ?? value)];
  });
  return Object.fromEntries(pairs);
}

const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

const UNKNOWN_IDS: readonly unknown[] = ['ResourceNotFoundException', 'ValidationException', 'ConflictException'];

/** The faults that are counts or times. Every other number is a probability. */
const COUNTED = /(Max|Seconds|PerSecond|ByThirdParties|Until)$/;

function allowedValue(name: string, value: unknown): unknown {
  if (!Object.hasOwn(noFaults, name)) {
    throw wrong(`There is no fault ${name}. There are: ${Object.keys(noFaults).toSorted().join(', ')}.`);
  }
  const usual = noFaults[name as keyof Faults];
  if (typeof usual === 'boolean') return checked(name, value, typeof value === 'boolean', 'true or false');
  if (typeof usual === 'string') return checked(name, value, UNKNOWN_IDS.includes(value), UNKNOWN_IDS.join(' or '));
  if (typeof usual === 'object' && usual !== null) return ratesOf(name, value);
  if (COUNTED.test(name)) {
    const isCount = typeof value === 'number' && value >= 0;
    return checked(name, value, isCount || (value === null && usual === null), 'a number from 0 on');
  }
  return checked(name, value, isProbability(value), 'a probability from 0 to 1');
}

function ratesOf(name: string, value: unknown): unknown {
  if (isProbability(value)) return { '*': value };
  const isRates =
    typeof value === 'object' && value !== null && Object.values(value).every((one) => isProbability(one));
  return checked(name, value, isRates, 'a probability from 0 to 1, or {"drs:StartRecovery": 0.5}');
}

function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function checked(name: string, value: unknown, isAllowed: boolean, allowed: string): unknown {
  if (isAllowed) return value;
  throw wrong(`${name} must be ${allowed}.`);
}

function wrong(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message);
}
