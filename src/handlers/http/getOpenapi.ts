import { openapiDocument } from '../../api/openapi/openapi.ts';
import { readHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';

/** GET /v1/openapi.json: what this deployment accepts and returns. */
export const handler = readHandler(async () => {
  kept.document ??= openapiDocument(settings());
  return { status: 200, body: kept.document };
});

/** Built once a process, at the first request. */
const kept: { document?: ReturnType<typeof openapiDocument> } = {};
