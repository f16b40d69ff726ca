import { isKey } from '../../api/preconditions.ts';
import type { OutsideEvent } from '../../flow/signals.ts';
import { member, textIn } from '../../flow/unchecked.ts';

/**
 * What EventBridge puts around every event (EventBridge user guide: event structure). Sender and account cannot be
 * forged.
 */
export interface BusEvent extends OutsideEvent {
  source: string;
}

/** Reads an event; undefined for a value that EventBridge cannot have sent. */
export function busEvent(event: unknown): BusEvent | undefined {
  const [id, source] = [member(event, 'id'), textIn(event, 'source')];
  const [account, region] = [textIn(event, 'account'), textIn(event, 'region')];
  const detail = member(event, 'detail');
  if (!isKey(id) || source === undefined || !isAccountId(account) || !isRegion(region)) return undefined;
  if (typeof detail !== 'object' || detail === null) return undefined;
  const resource = textIn(member(event, 'resources'), '0') ?? '';
  const at = Date.parse(textIn(event, 'time') ?? '');
  return { id, source, site: { accountId: account, region }, ...(Number.isNaN(at) ? {} : { at }), resource, detail };
}

/** Whether a value is a possible account id. */
export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{12}$/.test(value);
}

/** Whether a value is a possible Region name. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(value);
}

const CHARACTERS_SHOWN = 1000;

/** The beginning of an unreadable payload, for the log. */
export function shown(payload: unknown): string {
  try {
    return String(JSON.stringify(payload)).slice(0, CHARACTERS_SHOWN);
  } catch (error) {
    // It is nested too deeply to serialize.
    return String(error);
  }
}
