import { readHold } from '../../api/steeringBodies.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { steerDrill } from './steerDrill.ts';

/** POST /v1/drills/{drillId}/hold */
export const handler = httpHandler(async (call) => {
  const { holdUntil } = readHold(jsonBody(call));
  return steerDrill(call, (by, at) => ({ type: 'HoldUntilRequested', at, by, holdUntil }));
});
