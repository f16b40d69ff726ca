import { openapiDocument } from '../../api/openapi/openapi.ts';
import { httpHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';

/** GET /v1/openapi.json: what this deployment takes and answers. */
export const handler = httpHandler(async () => {
  kept.document ??= openapiDocument(settings());
  return { status: 200, body: kept.document };
});

/** Made once a process, and not before somebody asks. */
const kept: { document?: ReturnType<typeof openapiDocument> } = {};
