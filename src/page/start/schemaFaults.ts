import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Fault } from './faults.ts';
import { valueAt } from './pointers.ts';

/** What a JSON Schema finds wrong with a body, in words. An empty list: nothing. */
export function schemaFaults(schema: Schema, body: unknown): Fault[] {
  const chosen = chosenFor(schema, body);
  const { errors } = new Validator(chosen, '2020-12', false).validate(body);
  const faults = errors.flatMap((error) => faultOf(chosen, error));
  // Of two faults at the same place, the first explains the others.
  return faults.filter(({ pointer }, index) => faults.findIndex((one) => one.pointer === pointer) === index);
}

/** A schema without alternatives: of each, the one that the value means. The others would only add their faults. */
function chosenFor({ oneOf, anyOf, ...schema }: Schema, value: unknown): Schema {
  const alternatives = oneOf ?? anyOf;
  if (alternatives !== undefined) return { ...schema, ...chosenFor(meant(alternatives, value), value) };
  if (Array.isArray(value) && isSchema(schema.items)) {
    const { items, ...list } = schema;
    return { ...list, prefixItems: value.map((one) => chosenFor(items as Schema, one)) };
  }
  if (typeof value !== 'object' || value === null) return schema;
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    name,
    isSchema(member) ? chosenFor(member, (value as Record<string, unknown>)[name]) : member,
  ]);
  return { ...schema, ...(schema.properties && { properties: Object.fromEntries(members) }) };
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

/** The alternative with the same kind, else the one with most of the members. */
function meant(alternatives: Schema[], value: unknown): Schema {
  const score = ({ properties = {} }: Schema) =>
    Object.entries(properties).reduce((sum, [name, member]) => {
      const given = valueAt(value, `/${name}`);
      const isSame = isSchema(member) && member.const !== undefined && member.const === given;
      return sum + (isSame ? SAME_KIND : given === undefined ? 0 : 1);
    }, 0);
  const [best] = [...alternatives].sort((one, other) => score(other) - score(one));
  return best ?? {};
}

const SAME_KIND = 1000;

function faultOf(schema: Schema, { keyword, keywordLocation, instanceLocation, error }: OutputUnit): Fault[] {
  const pointer = instanceLocation.slice(1);
  const message = NAMING[keyword];
  if (message !== undefined) return [{ pointer: `${pointer}/${/"(.+?)"/.exec(error)?.[1] ?? ''}`, message }];
  const place = keywordLocation.slice(1);
  const say = WORDS[keyword];
  if (say === undefined) return [];
  return [{ pointer, message: say(valueAt(schema, place.slice(0, place.lastIndexOf('/'))) as Schema) }];
}

/** Faults of a member that only their text names. */
const NAMING: Record<string, string> = {
  required: 'is required',
  additionalProperties: 'is unknown or not allowed here',
};

/** Keywords that are not here only say that something within is wrong. */
const WORDS: Record<string, (schema: Schema) => string> = {
  type: ({ type }) => `must be a ${type === 'integer' ? 'whole number' : type}`,
  minimum: range,
  maximum: range,
  maxLength: ({ maxLength }) => `must have at most ${maxLength} characters`,
  minLength: () => 'must not be empty',
  minItems: ({ minItems }) => `must have at least ${minItems}`,
  maxItems: ({ maxItems }) => `must have at most ${maxItems}`,
  enum: (schema) => `must be one of ${schema.enum?.join(', ')}`,
  pattern: ({ pattern }) => (pattern === '\\S' ? 'must not be empty' : 'has a character or a form that is not allowed'),
};

function range({ minimum, maximum }: Schema): string {
  if (maximum === undefined) return `must be at least ${minimum}`;
  return minimum === undefined ? `must be at most ${maximum}` : `must be from ${minimum} to ${maximum}`;
}
