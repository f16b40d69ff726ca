import { sourcesOf } from '../../flow/evidence/sourcesOf.ts';
import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { wiring } from '../wiring/wiring.ts';
import { answerAccepted } from './reportAnswer.ts';
import { SOURCE_TERMS } from './sourceTerms.ts';

/** GET /v1/drills/{drillId}/report: as JSON, HTML, Markdown or CSV, by `Accept`; also while the drill runs. */
export const handler = readHandler(async (call) => {
  const drillId = drillIdIn(call);
  const answer = answerAccepted(call.headers['accept']);
  const read = await sourcesOf(wiring({ ...historyAdapter, ...pricesAdapter }), SOURCE_TERMS, drillId);
  if (read === undefined) throw noSuchDrill(drillId);
  return answer(SOURCE_TERMS.reportOf(read.sources));
});
