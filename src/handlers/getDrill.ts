import { drillView } from '../api/drillView.ts';
import { etagOf } from '../api/entityTags.ts';
import { httpDoor } from './middleware.ts';
import { drillIdIn, noSuchDrill } from './parameters.ts';
import { wiring } from './wiring.ts';

/** GET /v1/drills/{drillId} */
export const handler = httpDoor(async (call) => {
  const drillId = drillIdIn(call);
  const found = await wiring().drills.load(drillId);
  if (found === undefined) throw noSuchDrill(drillId);
  return { status: 200, headers: { etag: etagOf(found.version) }, body: drillView(found) };
});
