import { httpHandler } from '../parsing/middleware.ts';
import { steerDrill } from './steerDrill.ts';

/** POST /v1/drills/{drillId}/hold/end */
export const handler = httpHandler((call) => steerDrill(call, (by, at) => ({ type: 'HoldEndRequested', at, by })));
