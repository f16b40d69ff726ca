/**
 * Whether a rule's pattern matches every event that another pattern matches, in one account. It supports exact values
 * only; any other matching counts as a mismatch, so that a wrong rule never passes.
 */
export function covers(pattern: unknown, wanted: unknown, accountId: string): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([field, allowed]) => {
    const answer = field === 'account' ? [accountId] : isObject(wanted) ? wanted[field] : undefined;
    if (!Array.isArray(allowed)) return covers(allowed, answer, accountId);
    // An `anything-but` on another field, such as one excluded source, still matches the rest.
    if (answer === undefined) return allowed.every((one) => isObject(one) && 'anything-but' in one);
    return Array.isArray(answer) && answer.every((value) => allowed.includes(value));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
