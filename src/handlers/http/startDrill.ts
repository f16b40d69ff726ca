import { etagOf } from '../../api/entityTags.ts';
import { readIdempotencyKey } from '../../api/preconditions.ts';
import { drillView } from '../../api/views/drillView.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { requestDrill } from './requestDrill.ts';

/** POST /v1/drills */
export const handler = httpHandler(async (call) => {
  const idempotencyKey = readIdempotencyKey(call.headers['idempotency-key']);
  const request = { body: jsonBody(call), requestedBy: caller(call), idempotencyKey };
  const requested = await requestDrill(wiring(), request, settings());
  const headers = { location: `/v1/drills/${requested.drill.drillId}`, etag: etagOf(requested.version) };
  return { status: 202, headers, body: drillView(requested) };
});
