import type { Drill } from '../../api/client.ts';

/** What or whom a drill waits for, in words. A drill in its hold waits for its end, which the API does not repeat. */
export function waitText({ waitsFor, phase, terms, checks }: Drill): string {
  if (waitsFor !== null) return waitsFor;
  if (phase !== 'HOLDING') return 'Nothing and nobody: it proceeds by itself.';
  const open = checks.filter(({ required, state }) => required && (state === 'WAITING' || state === 'RUNNING'));
  if (terms.endHold === 'WHEN_CHECKED' && open.length > 0)
    return `The result of ${open.map(({ name }) => name).join(', ')}, or the end of the hold.`;
  return 'The end of the hold.';
}
