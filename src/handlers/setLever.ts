import { leverView, readLever } from '../api/lever.ts';
import { leverInForce } from '../drill/site.ts';
import { EVERYWHERE, setLever } from '../flow/lever.ts';
import { caller, httpDoor } from './middleware.ts';
import { settings } from './settings.ts';
import { wiring } from './wiring.ts';

/** PUT /v1/lever: closes or opens the safety lever of one Region, or of all. */
export const handler = httpDoor(async (call) => {
  const { site, state, reason, expiresAt } = readLever(call.body, settings().sites);
  const ports = wiring();
  const at = ports.clock.now();
  const lever = { state, reason, by: caller(call), at, expiresAt };
  await setLever(ports, site ?? EVERYWHERE, lever);
  return { status: 200, body: leverView(site, lever, leverInForce([lever], at) !== undefined) };
});
