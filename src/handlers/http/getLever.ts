import { caller, readHandler } from '../parsing/middleware.ts';
import { wiring } from '../wiring/wiring.ts';
import { readLevers } from './readLevers.ts';

/** GET /v1/lever: the lever for all sites (`region` null) and that of each. */
export const handler = readHandler(async (call) => {
  caller(call);
  const { body, etag } = await readLevers(wiring());
  return { status: 200, headers: { etag }, body };
});
