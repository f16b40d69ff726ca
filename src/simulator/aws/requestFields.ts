/** The input of a call, parsed from its JSON. */
export type Input = Record<string, unknown>;

/** Refuses a call's input by throwing the service's own error for an invalid field. */
export type Refuse = (field: string, message: string) => never;

/** The constraints of a text member. */
export interface TextRule {
  pattern?: RegExp;
  longest?: number;
  oneOf?: readonly string[];
}

/** A text member, or undefined when it is absent. */
export function optionalText(input: Input, field: string, refuse: Refuse, rule: TextRule = {}): string | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return refuse(field, 'must be a string');
  checkText(value, field, refuse, rule);
  return value;
}

/** A required text member. */
export function text(input: Input, field: string, refuse: Refuse, rule: TextRule = {}): string {
  return optionalText(input, field, refuse, rule) ?? refuse(field, 'must not be null');
}

/** A list of texts, or undefined when it is absent. */
export function optionalTexts(
  input: Input,
  field: string,
  refuse: Refuse,
  rule: TextRule & { most?: number; least?: number } = {},
): string[] | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return refuse(field, 'must be a list');
  if (value.length < (rule.least ?? 0)) return refuse(field, `must have at least ${rule.least} members`);
  if (value.length > (rule.most ?? Number.POSITIVE_INFINITY))
    return refuse(field, `must have at most ${rule.most} members`);
  return value.map((member: unknown) => {
    if (typeof member !== 'string') return refuse(field, 'must hold strings only');
    checkText(member, field, refuse, rule);
    return member;
  });
}

/** A list of structures; an absent list is empty. */
export function structures(
  input: Input,
  field: string,
  refuse: Refuse,
  most = Number.POSITIVE_INFINITY,
  least = 0,
): Input[] {
  const value = input[field] ?? [];
  if (!Array.isArray(value)) return refuse(field, 'must be a list');
  if (value.length < least) return refuse(field, `must have at least ${least} members`);
  if (value.length > most) return refuse(field, `must have at most ${most} members`);
  return value.map((member: unknown) => (isInput(member) ? member : refuse(field, 'must hold structures only')));
}

/** A structure; an absent one is empty. */
export function structure(input: Input, field: string, refuse: Refuse): Input {
  const value = input[field] ?? {};
  return isInput(value) ? value : refuse(field, 'must be a structure');
}

/** A whole number within bounds, or undefined when it is absent. */
export function optionalWhole(
  input: Input,
  field: string,
  refuse: Refuse,
  least: number,
  most: number,
): number | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(field, 'must be a whole number');
  if (value < least || value > most) return refuse(field, `must be between ${least} and ${most}`);
  return value;
}

/** A boolean; absent means false. */
export function flag(input: Input, field: string, refuse: Refuse): boolean {
  const value = input[field] ?? false;
  return typeof value === 'boolean' ? value : refuse(field, 'must be true or false');
}

/**
 * A map of tags within the limits that every AWS service here shares: 50 tags, 256 characters for a key and for a
 * value.
 */
export function tagMap(input: Input, field: string, refuse: Refuse): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(structure(input, field, refuse))) {
    if (typeof value !== 'string' || value.length > 256 || key.length === 0 || key.length > 256)
      return refuse(field, 'must hold keys of 1 to 256 and values of at most 256 characters');
    tags[key] = value;
  }
  return Object.keys(tags).length > 50 ? refuse(field, 'must hold at most 50 tags') : tags;
}

/** Whether a value is a JSON object. */
export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkText(value: string, field: string, refuse: Refuse, rule: TextRule): void {
  if (rule.longest !== undefined && value.length > rule.longest)
    refuse(field, `must have length less than or equal to ${rule.longest}`);
  if (rule.pattern !== undefined && !rule.pattern.test(value))
    refuse(field, `must satisfy regular expression pattern: ${rule.pattern.source}`);
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value))
    refuse(field, `must satisfy enum value set: [${rule.oneOf.join(', ')}]`);
}
