import { drillView } from '../api/drillView.ts';
import { etagOf } from '../api/entityTags.ts';
import { readIdempotencyKey } from '../api/preconditions.ts';
import { jsonBody } from './jsonBody.ts';
import { caller, httpDoor } from './middleware.ts';
import { requestDrill } from './requestDrill.ts';
import { wiring } from './wiring.ts';

/** POST /v1/drills */
export const handler = httpDoor(async (call) => {
  const idempotencyKey = readIdempotencyKey(call.headers['idempotency-key']);
  const requested = await requestDrill(wiring(), {
    body: jsonBody(call),
    requestedBy: caller(call),
    idempotencyKey,
  });
  const headers = { location: `/v1/drills/${requested.drill.drillId}`, etag: etagOf(requested.version) };
  return { status: 202, headers, body: drillView(requested) };
});
