import { differenceOf } from '../../evidence/diff/differenceOf.ts';
import { sourcesOf } from '../../flow/evidence/sourcesOf.ts';
import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill, otherDrillIdIn } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { pricesAdapter } from '../wiring/prices.ts';
import { wiring } from '../wiring/wiring.ts';
import { SOURCE_TERMS } from './sourceTerms.ts';

/** GET /v1/drills/{drillId}/diff/{otherDrillId}: what differs between the reports of two drills. */
export const handler = readHandler(async (call) => {
  const ports = wiring({ ...historyAdapter, ...pricesAdapter });
  const [one, other] = await Promise.all(
    [drillIdIn(call), otherDrillIdIn(call)].map(async (drillId) => {
      const read = await sourcesOf(ports, SOURCE_TERMS, drillId);
      if (read === undefined) throw noSuchDrill(drillId);
      return SOURCE_TERMS.reportOf(read.sources);
    }),
  );
  if (one === undefined || other === undefined) throw new Error('two drills have not given two reports');
  return { status: 200, body: differenceOf(one, other) };
});
