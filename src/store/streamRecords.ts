/** What a change in the table asks for: that a drill reads its inbox, or that an effect is performed. */
export type StreamChange =
  | { type: 'doorbell'; drillId: string }
  | { type: 'effect'; drillId: string; effectId: string; delaySeconds: number };

/**
 * What a record of the table's stream asks for; undefined for what asks for nothing, removals by time to live included.
 * Takes anything, because what arrives was not written here.
 */
export function streamChange(record: unknown): StreamChange | undefined {
  const eventName = member(record, 'eventName');
  const image = member(member(record, 'dynamodb'), 'NewImage');
  const drillId = text(image, 'drillId');
  if (drillId === undefined || (eventName !== 'INSERT' && eventName !== 'MODIFY')) return undefined;
  const entity = text(image, '__edb_e__');
  if (entity === 'inbox') return { type: 'doorbell', drillId };
  return entity === 'effect' && eventName === 'INSERT' ? askedEffect(drillId, image) : undefined;
}

function askedEffect(drillId: string, image: unknown): StreamChange | undefined {
  const effectId = text(image, 'effectId');
  const delaySeconds = Number(member(member(image, 'delaySeconds'), 'N') ?? Number.NaN);
  if (text(image, 'state') !== 'ASKED' || effectId === undefined || !Number.isFinite(delaySeconds)) return undefined;
  return { type: 'effect', drillId, effectId, delaySeconds };
}

function text(image: unknown, name: string): string | undefined {
  const value = member(member(image, name), 'S');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function member(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
}
