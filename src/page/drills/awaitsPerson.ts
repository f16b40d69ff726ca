import type { Drill } from '../api/client.ts';

/** Whether a drill in its hold fails unless somebody says what they saw. */
export function awaitsPerson({ phase, checks }: Pick<Drill, 'phase' | 'checks'>): boolean {
  const isOpen = checks.some(
    ({ kind, required, state }) => kind === 'VERDICT' && required && (state === 'WAITING' || state === 'RUNNING'),
  );
  return phase === 'HOLDING' && isOpen;
}
