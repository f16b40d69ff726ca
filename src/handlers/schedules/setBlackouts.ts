import { readIfMatch } from '../../api/preconditions.ts';
import { readBlackoutsBody } from '../../api/schedules/blackoutsBody.ts';
import { blackoutsView } from '../../api/views/blackoutsView.ts';
import { setBlackouts } from '../../flow/blackouts.ts';
import { Refused } from '../../flow/errors.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { tagOf, versionOf } from './taggedBlackouts.ts';

/** PUT /v1/blackouts: replaces all of them. */
export const handler = httpHandler(async (call) => {
  const list = readBlackoutsBody(jsonBody(call), settings().sites);
  const by = caller(call);
  const tags = readIfMatch(call.headers['if-match']);
  const ports = wiring();
  const mayReplace = (kept: Parameters<typeof tagOf>[0]) => tags === undefined || tags.has(tagOf(kept));
  const { blackouts, replaced } = await setBlackouts(ports, { list, by, mayReplace });
  if (!replaced) {
    const message = 'The blackouts were changed since you looked; look again';
    throw new Refused(412, 'precondition-failed', message, { version: versionOf(blackouts) });
  }
  ports.log.info('blackouts replaced', { by, blackouts: list.length });
  return { status: 200, headers: { etag: tagOf(blackouts) }, body: blackoutsView(blackouts, ports.clock.now()) };
});
