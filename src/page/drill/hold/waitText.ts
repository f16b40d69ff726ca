import type { Check, Drill } from '../../api/client.ts';
import { isFrozen, type LeverThere } from '../../lever/underLever.ts';
import { clockText } from '../clockText.ts';
import { isHoldOver } from './isHoldOver.ts';
import { launchText } from './launchText.ts';

/**
 * What or whom a drill waits for, in words. A drill in its hold waits for its end, which the API does not repeat.
 * `nowMs` is the time on the API's clock; absent: no time is said to be over.
 */
export function waitText(drill: Drill, lever?: LeverThere, nowMs = 0): string {
  if (drill.waitsFor !== null) return drill.waitsFor;
  if (drill.phase === 'HOLDING') return `${holdText(drill, nowMs)}${isFrozen(lever) ? ` ${THEN_LEVER}` : ''}`;
  if (lever === undefined || lever.state === 'OPEN' || !isHeldUp(drill, lever))
    return drill.phase === 'TERMINATING' ? PROOF : (launchText(drill) ?? NOTHING);
  if (drill.phase === 'TERMINATING')
    return 'The lever: it is FROZEN, and nothing is terminated until a person opens it.';
  return `Whatever DRS has begun. Then the lever stops it: it is ${lever.state}.`;
}

const NOTHING = 'Nothing and nobody: it proceeds by itself.';
const PROOF = 'The proof that nothing is left. It looks again by itself.';
const THEN_LEVER = 'Then the lever: it is FROZEN, and nothing is terminated until a person opens it.';

/** NO_LAUNCHES stops nothing that comes after the launches. */
function isHeldUp({ phase, terms }: Drill, lever: LeverThere): boolean {
  if (phase === 'ENDED' || terms.dryRun === true) return false;
  return isFrozen(lever) || phase === 'REQUESTED' || phase === 'VALIDATING' || phase === 'LAUNCHING';
}

function holdText(drill: Drill, nowMs: number): string {
  const { terms, checks } = drill;
  const verdicts = verdictsSaid(drill, nowMs);
  if (verdicts !== null) return verdicts;
  if (isHoldOver(drill, nowMs)) return 'The next step of the drill, which ends the hold: its time is over.';
  const open = checks.filter(({ required, state }) => required && (state === 'WAITING' || state === 'RUNNING'));
  if (terms.endHold === 'WHEN_CHECKED' && open.length > 0)
    return `The result of ${open.map(({ name }) => name).join(', ')}, or the end of the hold.`;
  return 'The end of the hold.';
}

/** `Your verdict on login-works, until 12:19:17 UTC.`; null: no required verdict is awaited. */
function verdictsSaid({ checks, hold, requestedAt }: Drill, nowMs: number): string | null {
  const awaited = checks.filter(
    ({ required, state, kind }) => required && kind === 'VERDICT' && (state === 'WAITING' || state === 'RUNNING'),
  );
  if (awaited.length === 0) return null;
  const ends = awaited.flatMap((check) => endOf(check) ?? hold.until ?? []).toSorted();
  const verdict = `Your verdict on ${awaited.map(({ name }) => name).join(', ')}`;
  if (ends[0] === undefined) return `${verdict}, until the end of the hold.`;
  const until = `${clockText(ends[0], requestedAt)} UTC`;
  return Date.parse(ends[0]) <= nowMs ? `${verdict}, due by ${until}. ${LATE_VERDICT}` : `${verdict}, until ${until}.`;
}

const LATE_VERDICT = 'That time is over: a verdict given now may come too late.';

/** When a check times out; null: at the end of the hold, or that is not known yet. */
function endOf({ beganAt, timeoutSeconds }: Check): string | null {
  if (beganAt === null || timeoutSeconds === null) return null;
  return new Date(Date.parse(beganAt) + timeoutSeconds * 1000).toISOString();
}
