import { etagOf } from '../../api/entityTags.ts';
import { digestOf, keyOf, principalOf } from '../../api/identity.ts';
import { readIdempotencyKey, readIfMatch } from '../../api/preconditions.ts';
import { drillView } from '../../api/views/drillView.ts';
import type { Input } from '../../drill/inputs.ts';
import { advance } from '../../flow/advance.ts';
import { Refused } from '../../flow/errors.ts';
import type { Receipt } from '../../flow/ports.ts';
import type { HttpRequest } from '../parsing/httpRequest.ts';
import { caller, type HttpAnswer } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/**
 * Applies a person's request to a drill, if the drill is still as the person has seen it, and returns the drill after
 * it.
 */
export async function steerDrill(call: HttpRequest, input: (by: string, at: number) => Input): Promise<HttpAnswer> {
  const drillId = drillIdIn(call);
  const by = caller(call);
  const conditions = { versions: versionsIn(call), receipt: receiptOf(call, by, [drillId, input(principalOf(by), 0)]) };
  const ports = wiring();
  const advanced = await advance(ports, drillId, input(by, ports.clock.now()), conditions);
  if (advanced === undefined) throw noSuchDrill(drillId);
  if (advanced.quarantined !== null) throw quarantine(advanced.quarantined);
  return { status: 202, headers: { etag: etagOf(advanced.version) }, body: drillView(advanced) };
}

/** A quarantined drill accepts no requests. */
function quarantine(violation: string): Refused {
  return new Refused(409, 'drill-quarantined', `The drill is quarantined: ${violation}; the guard cleans up after it`);
}

/** The versions of the drill in If-Match. A tag that we did not create names none. */
function versionsIn({ headers }: HttpRequest): ReadonlySet<number> | undefined {
  const tags = readIfMatch(headers['if-match']);
  return tags && new Set([...tags].flatMap((tag) => /^"(\d{1,15})"$/.exec(tag)?.slice(1).map(Number) ?? []));
}

function receiptOf({ headers }: HttpRequest, by: string, requested: unknown): Receipt | undefined {
  const key = readIdempotencyKey(headers['idempotency-key']);
  return key === undefined ? undefined : { receiptId: keyOf(by, key), requestHash: digestOf(requested) };
}
