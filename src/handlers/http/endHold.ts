import { httpDoor } from '../parsing/middleware.ts';
import { steerDrill } from './steerDrill.ts';

/** POST /v1/drills/{drillId}/hold/end */
export const handler = httpDoor((call) => steerDrill(call, (by, at) => ({ type: 'HoldEndRequested', at, by })));
