import { readRelease } from '../api/lever.ts';
import { releaseView } from '../api/leverView.ts';
import { readIdempotencyKey } from '../api/preconditions.ts';
import { busReach } from './busReach.ts';
import { jsonBody } from './jsonBody.ts';
import { caller, httpDoor } from './middleware.ts';
import { noticesReach } from './noticesReach.ts';
import { releaseOnce } from './releaseOnce.ts';
import { settings } from './settings.ts';
import { wiring } from './wiring.ts';

/** POST /v1/lever/release: a person says that a real recovery's job hangs. Whether it does is for the act and the guard to see. */
export const handler = httpDoor(async (call) => {
  const wish = readRelease(jsonBody(call), settings().sites);
  const by = caller(call);
  const key = readIdempotencyKey(call.headers['idempotency-key']);
  const release = await releaseOnce(wiring({ ...busReach, ...noticesReach }), { wish, by, key });
  return { status: 200, body: releaseView(wish.site, wish.jobId, release) };
});
