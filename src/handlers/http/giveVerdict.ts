import { readVerdict } from '../../api/steeringBodies.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { checkNameIn } from '../parsing/parameters.ts';
import { steerDrill } from './steerDrill.ts';

/** PUT /v1/drills/{drillId}/checks/{name}: a verdict on any version of the drill, because the first one is final. */
export const handler = httpHandler(async (call) => {
  const { passed, message, evidenceUrl } = readVerdict(jsonBody(call));
  const check = checkNameIn(call);
  const given = { check, passed, message, ...(evidenceUrl !== undefined && { evidenceUrl }) };
  const headers = { 'if-match': '*', ...call.headers };
  return steerDrill({ ...call, headers }, (by, at) => ({ type: 'VerdictGiven', at, by, ...given }));
});
