import type { Drill } from '../../api/client.ts';
import { isFrozen, type LeverThere } from '../../lever/underLever.ts';

/** What or whom a drill waits for, in words. A drill in its hold waits for its end, which the API does not repeat. */
export function waitText(drill: Drill, lever?: LeverThere): string {
  if (drill.waitsFor !== null) return drill.waitsFor;
  if (drill.phase === 'HOLDING') return `${holdText(drill)}${isFrozen(lever) ? ` ${THEN_LEVER}` : ''}`;
  if (lever === undefined || lever.state === 'OPEN' || !isHeldUp(drill, lever))
    return 'Nothing and nobody: it proceeds by itself.';
  if (drill.phase === 'TERMINATING')
    return 'The lever: it is FROZEN, and nothing is terminated until a person opens it.';
  return `Whatever DRS has begun. Then the lever stops it: it is ${lever.state}.`;
}

const THEN_LEVER = 'Then the lever: it is FROZEN, and nothing is terminated until a person opens it.';

/** NO_LAUNCHES stops nothing that comes after the launches. */
function isHeldUp({ phase, terms }: Drill, lever: LeverThere): boolean {
  if (phase === 'ENDED' || terms.dryRun === true) return false;
  return isFrozen(lever) || phase === 'REQUESTED' || phase === 'VALIDATING' || phase === 'LAUNCHING';
}

function holdText({ terms, checks }: Drill): string {
  const open = checks.filter(({ required, state }) => required && (state === 'WAITING' || state === 'RUNNING'));
  if (terms.endHold === 'WHEN_CHECKED' && open.length > 0)
    return `The result of ${open.map(({ name }) => name).join(', ')}, or the end of the hold.`;
  return 'The end of the hold.';
}
