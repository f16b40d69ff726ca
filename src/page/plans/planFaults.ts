import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Fault, PlanText } from './planText.ts';

/** Checks a typed plan by the JSON Schema of the deployment; every fault has its line and column. */
export type PlanChecker = (text: PlanText) => Fault[];

/** Makes the checker of a schema. It compiles nothing at run time, which the page's security policy forbids. */
export function planChecker(schema: Schema): PlanChecker {
  const validator = new Validator(schema, '2020-12', false);
  return ({ body, faults, placeOf }) => {
    if (body === undefined) return faults;
    const found = pointedFaults(schema, meantErrors(validator.validate(body).errors));
    const placed = found.map(({ pointer, message }) => ({ ...placeOf(pointer), message }));
    placed.sort((one, other) => one.line - other.line || one.col - other.col);
    return placed.filter((one, index) => !placed.slice(0, index).some((other) => isSame(one, other)));
  };
}

function isSame(one: Fault, other: Fault): boolean {
  return one.line === other.line && one.col === other.col && one.message === other.message;
}

/**
 * A validator reports the faults of a value against every alternative of `oneOf`. Only those against the alternative
 * that its `kind` or `type` means are of interest; of several possible ones, those against the nearest.
 */
function meantErrors(errors: readonly OutputUnit[]): OutputUnit[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  return errors.filter((error) => choices.every((choice) => isMeant(errors, choice, error)));
}

function isMeant(errors: readonly OutputUnit[], choice: OutputUnit, error: OutputUnit): boolean {
  if (!isWithin(error.instanceLocation, choice.instanceLocation)) return true;
  if (!error.keywordLocation.startsWith(`${choice.keywordLocation}/`)) return true;
  return error.keywordLocation.startsWith(`${nearestBranch(errors, choice)}/`);
}

function nearestBranch(errors: readonly OutputUnit[], { keywordLocation, instanceLocation }: OutputUnit): string {
  const inside = errors.filter(
    (one) => one.keywordLocation.startsWith(`${keywordLocation}/`) && isWithin(one.instanceLocation, instanceLocation),
  );
  const branchOf = (one: OutputUnit) => one.keywordLocation.slice(keywordLocation.length + 1).split('/')[0] ?? '';
  const branches = Map.groupBy(inside, branchOf);
  const possible = [...branches].filter(([, ones]) => !ones.some(({ keyword }) => keyword === 'const'));
  const [nearest] = possible.toSorted(([, some], [, others]) => some.length - others.length);
  return `${keywordLocation}/${nearest?.[0] ?? 'none'}`;
}

function isWithin(location: string, holder: string): boolean {
  return location === holder || location.startsWith(`${holder}/`);
}

interface PointedFault {
  pointer: string;
  message: string;
}

function pointedFaults(schema: Schema, errors: readonly OutputUnit[]): PointedFault[] {
  return errors.flatMap((error) => {
    const { keyword, instanceLocation, keywordLocation } = error;
    const pointer = instanceLocation.replace(/^#/, '');
    if (keyword === 'oneOf') return choiceFault(schema, errors, error);
    if (keyword === 'additionalProperties') return unknownMember(pointer, error, schema);
    if (SUMMARIES.has(keyword)) return [];
    return [{ pointer, message: said(keyword, at(schema, keywordLocation), error.error, memberSaid(pointer)) }];
  });
}

/** Errors that only say that another one was found. */
const SUMMARIES = new Set(['properties', 'items', 'allOf', 'if', 'then', 'else', 'propertyNames', 'false', '$ref']);

/** When none of the alternatives is meant, the member that chooses one is wrong. */
function choiceFault(schema: Schema, errors: readonly OutputUnit[], choice: OutputUnit): PointedFault[] {
  const inside = errors.some(({ keywordLocation }) => keywordLocation.startsWith(`${choice.keywordLocation}/`));
  const branches = at(schema, choice.keywordLocation);
  if (inside || !Array.isArray(branches)) return [];
  const members = branches.flatMap((branch) => Object.entries<Schema>(Object(branch).properties ?? {}));
  const chosen = members.filter(([, { const: value }]) => value !== undefined);
  const pointer = `${choice.instanceLocation.replace(/^#/, '')}/${chosen[0]?.[0] ?? ''}`;
  const values = chosen.map(([, { const: value }]) => String(value));
  return [{ pointer, message: `${memberSaid(pointer)} must be one of ${values.join(', ')}` }];
}

function unknownMember(pointer: string, { error, keywordLocation }: OutputUnit, schema: Schema): PointedFault[] {
  if (at(schema, keywordLocation) !== false) return [];
  const [, member = ''] = /^Property "(.*)" does not match additional properties schema\.$/s.exec(error) ?? [];
  const name = member.replaceAll('~', '~0').replaceAll('/', '~1');
  return [{ pointer: `${pointer}/${name}`, message: `${member} is not known here` }];
}

/** The value at a place in the schema. */
function at(schema: Schema, location: string): unknown {
  const path = location.replace(/^#\/?/, '').split('/').filter(Boolean);
  return path.reduce<unknown>((value, part) => Object(value)[part.replaceAll('~1', '/').replaceAll('~0', '~')], schema);
}

function said(keyword: string, rule: unknown, error: string, what: string): string {
  if (keyword === 'required') {
    const [, member = 'a member'] = /required property "(.*)"/.exec(error) ?? [];
    const isTagsOfServers = member === 'tags' && what.endsWith('.servers');
    return `${what} needs ${member}${isTagsOfServers ? NAMED_SERVERS : ''}`;
  }
  return `${what} ${RULES[keyword]?.(rule) ?? error}`;
}

/** Who writes ids below `servers` means the other member. */
const NAMED_SERVERS = '; for named servers write sourceServerIds: [s-…] instead of servers';

const RULES: Record<string, (rule: unknown) => string> = {
  type: (rule) =>
    `must be ${[rule]
      .flat()
      .map((type) => TYPES[String(type)] ?? type)
      .join(' or ')}`,
  enum: (rule) => `must be one of ${[rule].flat().join(', ')}`,
  const: (rule) => `must be ${rule}`,
  minimum: (rule) => `must be at least ${rule}`,
  maximum: (rule) => `must be at most ${rule}`,
  minLength: (rule) => `must have at least ${rule} characters`,
  maxLength: (rule) => `must have at most ${rule} characters`,
  minItems: (rule) => `must have at least ${rule}`,
  maxItems: (rule) => `must have at most ${rule}`,
  pattern: (rule) => (rule === '\\S' ? 'must not be empty' : `must have the form ${rule}`),
};

const TYPES: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object with members',
  string: 'a text',
};

/** A member as its writer would name it: `checks[0].port`. */
function memberSaid(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts.length === 0) return 'the plan';
  return parts.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');
}
