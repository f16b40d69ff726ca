import { drillView } from '../api/drillView.ts';
import { BadRequest } from '../api/problem.ts';
import { caller, type HttpCall, httpDoor } from './middleware.ts';
import { requestDrill } from './requestDrill.ts';
import { wiring } from './wiring.ts';

/** POST /v1/drills */
export const handler = httpDoor(async (call) => {
  const asked = { body: call.body, requestedBy: caller(call), idempotencyKey: idempotencyKey(call) };
  const drill = await requestDrill(wiring(), asked);
  return { status: 202, headers: { location: `/v1/drills/${drill.drillId}` }, body: drillView(drill) };
});

function idempotencyKey(call: HttpCall): string | undefined {
  const key = call.headers['idempotency-key'];
  if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new BadRequest(400, 'invalid-parameter', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
}
