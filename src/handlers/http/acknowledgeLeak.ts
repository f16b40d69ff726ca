import { readReason } from '../../api/steeringBodies.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { steerDrill } from './steerDrill.ts';

/** POST /v1/drills/{drillId}/leak/acknowledge */
export const handler = httpHandler(async (call) => {
  const { reason } = readReason(jsonBody(call));
  return steerDrill(call, (by, at) => ({ type: 'LeakAcknowledged', at, by, reason }));
});
