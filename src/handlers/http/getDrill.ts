import { etagOf } from '../../api/entityTags.ts';
import { drillView } from '../../api/views/drillView.ts';
import { INBOX_ENTRIES_MAX } from '../../drill/bounds.ts';
import { withHints } from '../../flow/hints.ts';
import { usedAndPrices } from '../../flow/used.ts';
import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { sealsAdapter } from '../wiring/seals.ts';
import { wiring } from '../wiring/wiring.ts';
import { lookedUp } from './lookedUp.ts';

/** GET /v1/drills/{drillId}: the record, and what events have reported since it was saved. */
export const handler = readHandler(async (call) => {
  const drillId = drillIdIn(call);
  const ports = wiring({ ...historyAdapter, ...pricesAdapter, ...sealsAdapter });
  const { drills, inbox } = ports;
  const unread = await inbox.unread(drillId, INBOX_ENTRIES_MAX);
  const found = await drills.load(drillId);
  if (found === undefined) throw noSuchDrill(drillId);
  const drill = withHints(found.drill, unread);
  const view = drillView({ ...found, drill }, await usedAndPrices(ports, drill));
  const body = { ...view, ...(await lookedUp(ports, found)) };
  return { status: 200, headers: { etag: etagOf(found.version) }, body };
});
