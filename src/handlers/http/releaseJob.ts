import { readRelease } from '../../api/leverBodies.ts';
import { readIdempotencyKey } from '../../api/preconditions.ts';
import { releaseView } from '../../api/views/leverView.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { busAdapter } from '../wiring/bus.ts';
import { noticesAdapter } from '../wiring/notices.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { releaseOnce } from './releaseOnce.ts';

/**
 * POST /v1/lever/release: a person states that a real recovery's job hangs. Every termination, and the guard, verify
 * that statement themselves.
 */
export const handler = httpHandler(async (call) => {
  const wanted = readRelease(jsonBody(call), settings().sites);
  const by = caller(call);
  const key = readIdempotencyKey(call.headers['idempotency-key']);
  const release = await releaseOnce(wiring({ ...busAdapter, ...noticesAdapter }), { wanted, by, key });
  return { status: 200, body: releaseView(wanted.site, wanted.jobId, release) };
});
