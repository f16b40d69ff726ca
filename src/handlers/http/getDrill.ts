import { etagOf } from '../../api/entityTags.ts';
import { drillView } from '../../api/views/drillView.ts';
import { INBOX_ENTRIES_MAX } from '../../drill/bounds.ts';
import { judgeChain } from '../../evidence/chain/journalChain.ts';
import { withHints } from '../../flow/hints.ts';
import type { Drills, LoadedDrill } from '../../flow/ports.ts';
import { usedAndPrices } from '../../flow/used.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/drills/{drillId}: the record, and what events have reported since it was saved. */
export const handler = httpHandler(async (call) => {
  const drillId = drillIdIn(call);
  const ports = wiring({ ...historyAdapter, ...pricesAdapter });
  const { drills, inbox } = ports;
  const unread = await inbox.unread(drillId, INBOX_ENTRIES_MAX);
  const found = await drills.load(drillId);
  if (found === undefined) throw noSuchDrill(drillId);
  const drill = withHints(found.drill, unread);
  const contradiction = await contradictionOf(drills, found);
  const body = { ...drillView({ ...found, drill }, await usedAndPrices(ports, drill)), contradiction };
  return { status: 200, headers: { etag: etagOf(found.version) }, body };
});

/** An open drill is read often, and its next step looks at AWS again. A drill that has ended is evidence. */
async function contradictionOf(drills: Drills, { drill, version }: LoadedDrill): Promise<string | null> {
  if (drill.phase !== 'ENDED') return null;
  const kept = await drills.keptJournal(drill.drillId, version);
  return kept === undefined ? null : judgeChain(kept, version).contradiction;
}
