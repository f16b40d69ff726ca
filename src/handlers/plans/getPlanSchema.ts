import { planSchema } from '../../api/planSchema.ts';
import { readHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';

/** GET /v1/plan.schema.json: what a plan of this deployment may hold. */
export const handler = readHandler(async () => {
  kept.schema ??= planSchema(settings().holdSecondsMax);
  return { status: 200, body: kept.schema };
});

/** Made once a process, at the first request. */
const kept: { schema?: ReturnType<typeof planSchema> } = {};
