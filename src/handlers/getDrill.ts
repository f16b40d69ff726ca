import { drillView } from '../api/drillView.ts';
import { etagOf } from '../api/entityTags.ts';
import { INBOX_ENTRIES_MAX } from '../drill/bounds.ts';
import { withHints } from '../flow/hints.ts';
import { httpDoor } from './middleware.ts';
import { drillIdIn, noSuchDrill } from './parameters.ts';
import { wiring } from './wiring.ts';

/** GET /v1/drills/{drillId}: the record, and what events have told since it was saved. */
export const handler = httpDoor(async (call) => {
  const drillId = drillIdIn(call);
  const { drills, inbox } = wiring();
  const unread = await inbox.unread(drillId, INBOX_ENTRIES_MAX);
  const found = await drills.load(drillId);
  if (found === undefined) throw noSuchDrill(drillId);
  const drill = withHints(found.drill, unread);
  return { status: 200, headers: { etag: etagOf(found.version) }, body: drillView({ ...found, drill }) };
});
