import type { Drill } from '../api/client.ts';
import { waitText } from '../drill/hold/waitText.ts';

/** What a drill in its hold waits for, if it fails unless somebody says what they saw; null: it needs nobody. */
export function awaitedText(drill: Drill, nowMs: number): string | null {
  const isOpen = drill.checks.some(
    ({ kind, required, state }) => kind === 'VERDICT' && required && (state === 'WAITING' || state === 'RUNNING'),
  );
  if (drill.phase !== 'HOLDING' || !isOpen) return null;
  const said = waitText(drill, undefined, nowMs);
  return `Waits for ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
}
