import type { EffectKind } from '../../drill/effectKeys.ts';
import { CHECK_EFFECTS } from '../../drill/effects.ts';
import { member } from '../../flow/unchecked.ts';
import { imageOf, numberIn, stringIn } from './images.ts';

/** What a change in the table requires: a drill reads its inbox, or an effect is performed. */
export type StreamChange =
  | { type: 'inboxNotification'; drillId: string }
  | { type: 'effect'; drillId: string; effectId: string; delaySeconds: number; isOfCheck?: true };

/**
 * What a record of the table's stream requires; undefined for nothing, including removals by time to live. Takes any
 * value, because the sender is not this code.
 */
export function streamChange(record: unknown): StreamChange | undefined {
  const eventName = member(record, 'eventName');
  const image = imageOf(record, 'NewImage');
  const drillId = stringIn(image, 'drillId');
  if (drillId === undefined || (eventName !== 'INSERT' && eventName !== 'MODIFY')) return undefined;
  const entity = stringIn(image, '__edb_e__');
  if (entity === 'inbox') return { type: 'inboxNotification', drillId };
  return entity === 'effect' && eventName === 'INSERT' ? requestedEffect(drillId, image) : undefined;
}

function requestedEffect(drillId: string, image: unknown): StreamChange | undefined {
  const effectId = stringIn(image, 'effectId');
  const delaySeconds = numberIn(image, 'delaySeconds');
  if (stringIn(image, 'state') !== 'REQUESTED' || effectId === undefined || delaySeconds === undefined)
    return undefined;
  const change = { type: 'effect' as const, drillId, effectId, delaySeconds };
  return isOfCheck(stringIn(image, 'effect')) ? { ...change, isOfCheck: true } : change;
}

/** An unreadable effect is not taken for a check's. */
function isOfCheck(effect = ''): boolean {
  const kind = /^\{"kind":"(\w+)"/.exec(effect)?.[1];
  return kind !== undefined && CHECK_EFFECTS.has(kind as EffectKind);
}
