import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noGivenRequest } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/drills/{drillId}/request: the request as it was given. */
export const handler = readHandler(async (call) => {
  const drillId = drillIdIn(call);
  const given = await wiring().drills.given(drillId);
  if (given === undefined) throw noGivenRequest(drillId);
  return { status: 200, body: { drillId, body: JSON.parse(given) } };
});
