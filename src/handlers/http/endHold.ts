import { readEndHold } from '../../api/steeringBodies.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { steerDrill } from './steerDrill.ts';

/** POST /v1/drills/{drillId}/hold/end */
export const handler = httpHandler(async (call) => {
  const { force } = readEndHold(jsonBody(call));
  return steerDrill(call, (by, at) => ({ type: 'HoldEndRequested', at, by, ...(force && { force: true as const }) }));
});
