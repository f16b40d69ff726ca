import { journalParameters } from '../../api/drillParameters.ts';
import { journalView } from '../../api/views/journalView.ts';
import { judgeChain } from '../../evidence/chain/journalChain.ts';
import type { KeptEntry } from '../../evidence/chain/keptJournal.ts';
import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/drills/{drillId}/journal?fromSeq=&limit=&raw= */
export const handler = readHandler(async (call, { fromSeq, limit, raw }) => {
  const drillId = drillIdIn(call);
  const kept = await wiring().drills.keptJournal(drillId, fromSeq);
  if (kept === undefined) throw noSuchDrill(drillId);
  const entries = kept.entries.slice(0, limit);
  const last = entries.at(-1);
  const nextSeq = last !== undefined && entries.length === limit ? last.seq + 1 : null;
  const verdict = judgeChain(kept, fromSeq);
  const shown = raw === 'true' ? entries.map(rawView) : entries.map(journalView);
  const record = raw === 'true' && nextSeq === null ? { record: kept.record.json } : {};
  return { status: 200, body: { drillId, entries: shown, nextSeq, ...verdict, ...record } };
}, journalParameters);

/** An entry with the text that its hash covers. */
function rawView(entry: KeptEntry) {
  return { ...journalView(entry), line: entry.line };
}
