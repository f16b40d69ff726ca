import type * as z from 'zod';

/** What is allowed at the place of a fault, for schemas without a message of their own. */
export function allowedInstead(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing: ' : ''}must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return oneOf(Array.isArray(issue['options']) ? issue['options'] : []);
    case 'too_small':
      return `must have at least ${count(issue)}`;
    case 'too_big':
      return `must have at most ${count(issue)}`;
    case 'unrecognized_keys':
      return `is unknown; allowed: ${membersOf(issue.inst).join(', ')}`;
    default:
      return 'is not allowed';
  }
}

const KINDS: Record<string, string> = {
  string: 'a string',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  number: 'a number',
  int: 'a whole number',
};

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`;
}

const UNITS: Record<string, string> = { string: 'characters', array: 'entries' };

function count(issue: z.core.$ZodRawIssue): string {
  const bound = issue.code === 'too_small' ? issue.minimum : issue.code === 'too_big' ? issue.maximum : '';
  const unit = 'origin' in issue ? UNITS[String(issue.origin)] : undefined;
  return [bound, unit].filter((part) => part !== undefined).join(' ');
}

function membersOf(schema: unknown): string[] {
  const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : undefined;
  return Object.keys(Object(shape));
}
