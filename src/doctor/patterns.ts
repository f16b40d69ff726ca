/**
 * Whether a rule's pattern lets through all that another one asks for, in one account. It knows exact values; what else a rule asks for
 * counts as keeping something out, so that nothing is taken for well that is not.
 */
export function lets(pattern: unknown, wanted: unknown, accountId: string): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([field, allowed]) => {
    const answer = field === 'account' ? [accountId] : isObject(wanted) ? wanted[field] : undefined;
    if (!Array.isArray(allowed)) return lets(allowed, answer, accountId);
    // A rule that asks for what is not asked for here, as for any source but one, lets the rest through.
    if (answer === undefined) return allowed.every((one) => isObject(one) && 'anything-but' in one);
    return Array.isArray(answer) && answer.every((value) => allowed.includes(value));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
