import { readLever } from '../../api/leverBodies.ts';
import { readIdempotencyKey, readIfMatch } from '../../api/preconditions.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { moveLever } from './moveLever.ts';

/** PUT /v1/lever: closes or opens the safety lever of one Region, or of all. */
export const handler = httpHandler(async (call) => {
  const wanted = readLever(jsonBody(call), settings().sites);
  const by = caller(call);
  const key = readIdempotencyKey(call.headers['idempotency-key']);
  const { body, etag } = await moveLever(wiring(), { wanted, by, key, tags: readIfMatch(call.headers['if-match']) });
  return { status: 200, headers: { etag }, body };
});
