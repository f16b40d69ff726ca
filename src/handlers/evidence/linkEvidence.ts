import { readEvidenceLink } from '../../api/evidence/evidenceLinkBody.ts';
import { evidenceLinksView } from '../../api/views/evidenceLinksView.ts';
import { linkBundle } from '../../flow/evidence/linkBundle.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { noSuchDrill } from '../parsing/parameters.ts';
import { bundlesAdapter } from '../wiring/bundles.ts';
import { sealsAdapter } from '../wiring/seals.ts';
import { wiring } from '../wiring/wiring.ts';

/** POST /v1/evidence-links: addresses at which anybody can read the files of a bundle for some minutes. */
export const handler = httpHandler(async (call) => {
  const by = caller(call);
  const { drillId, part } = readEvidenceLink(jsonBody(call));
  const ports = wiring({ ...sealsAdapter, ...bundlesAdapter });
  const linked = await linkBundle(ports, drillId, part);
  if (linked === undefined) throw noSuchDrill(drillId);
  ports.log.info('evidence was linked', { by, drillId, part });
  return { status: 200, body: evidenceLinksView(linked) };
});
