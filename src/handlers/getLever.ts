import { leverView } from '../api/lever.ts';
import { leverInForce } from '../drill/site.ts';
import { EVERYWHERE } from '../flow/lever.ts';
import { caller, httpDoor } from './middleware.ts';
import { settings } from './settings.ts';
import { wiring } from './wiring.ts';

/** GET /v1/lever: the lever for all sites (`region` null) and that of each. */
export const handler = httpDoor(async (call) => {
  caller(call);
  const ports = wiring();
  const at = ports.clock.now();
  const levers = [null, ...settings().sites].map(async (site) => {
    const { lever } = (await ports.sites.load(site ?? EVERYWHERE)).record;
    return leverView(site, lever, leverInForce([lever], at) !== undefined);
  });
  return { status: 200, body: { levers: await Promise.all(levers) } };
});
