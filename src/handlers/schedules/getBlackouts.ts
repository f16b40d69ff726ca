import { blackoutsView } from '../../api/views/blackoutsView.ts';
import { readBlackouts } from '../../flow/blackouts.ts';
import { readHandler } from '../parsing/middleware.ts';
import { wiring } from '../wiring/wiring.ts';
import { tagOf } from './taggedBlackouts.ts';

/** GET /v1/blackouts */
export const handler = readHandler(async () => {
  const ports = wiring();
  const blackouts = await readBlackouts(ports);
  const body = blackoutsView(blackouts, ports.clock.now());
  return { status: 200, headers: { etag: tagOf(blackouts) }, body };
});
