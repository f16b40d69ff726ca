/**
 * EventBridge's event patterns and Lambda's filter patterns, as far as serverless.yml uses them: exact values,
 * `prefix`, `anything-but` with a list, and `exists`. All fields must match; one alternative of a field is enough
 * (EventBridge user guide: event patterns). Any other operator is refused when the pattern is read, so nothing
 * matches by mistake.
 */
export type EventPattern = { [field: string]: EventPattern | Alternative[] };

type Scalar = string | number | boolean | null;
type Alternative = Scalar | { prefix: string } | { 'anything-but': Scalar | Scalar[] } | { exists: boolean };

/** Reads a pattern. Throws with the place of what it does not support. */
export function readPattern(pattern: unknown, at = 'pattern'): EventPattern {
  if (!isObject(pattern)) throw new Error(`${at} is not an object`);
  for (const [field, wanted] of Object.entries(pattern)) {
    if (field.startsWith('$')) throw new Error(`${at}.${field}: this operator is not supported here`);
    if (!Array.isArray(wanted)) readPattern(wanted, `${at}.${field}`);
    else for (const alternative of wanted) checkAlternative(alternative, `${at}.${field}`);
  }
  return pattern as EventPattern;
}

/** Whether an event matches a pattern. */
export function matches(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = isObject(event) ? event[field] : undefined;
    if (!Array.isArray(wanted)) return isObject(value) && matches(wanted, value);
    return wanted.some((alternative) => matchesOne(alternative, value));
  });
}

function checkAlternative(alternative: unknown, at: string): void {
  if (!isObject(alternative)) {
    if (Array.isArray(alternative)) throw new Error(`${at}: a list within a list is not a pattern`);
    return;
  }
  const [operator, operand] = Object.entries(alternative)[0] ?? [];
  const known =
    Object.keys(alternative).length === 1 &&
    ((operator === 'prefix' && typeof operand === 'string') ||
      (operator === 'exists' && typeof operand === 'boolean') ||
      (operator === 'anything-but' && !isObject(operand)));
  if (!known) throw new Error(`${at}: ${JSON.stringify(alternative)} is not supported here`);
}

function matchesOne(alternative: Alternative, value: unknown): boolean {
  if (isObject(alternative) && 'exists' in alternative) return alternative.exists === isLeaf(value);
  const values = Array.isArray(value) ? value : [value];
  return values.some((one) => isLeaf(one) && matchesLeaf(alternative, one));
}

function matchesLeaf(alternative: Exclude<Alternative, { exists: boolean }>, leaf: unknown): boolean {
  if (!isObject(alternative)) return leaf === alternative;
  if ('prefix' in alternative) return typeof leaf === 'string' && leaf.startsWith(alternative.prefix);
  const unwanted = alternative['anything-but'];
  return Array.isArray(unwanted) ? !unwanted.includes(leaf as Scalar) : leaf !== unwanted;
}

/** `exists` applies to leaves only: an object in their place counts as absent. */
function isLeaf(value: unknown): boolean {
  return value !== undefined && !isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
