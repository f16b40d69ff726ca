import * as z from 'zod';
import { moment, region } from './input.ts';
import { cursor, limit } from './parameters.ts';
import { countedByDocument } from './statisticsDocuments.ts';

/** What GET /v1/servers is asked by. */
export const listServersParameters = z.strictObject({
  region: region().optional().meta({ description: 'One of the deployment’s Regions; its own by default' }),
  limit: limit(),
  cursor: cursor(),
});

/** What GET /v1/servers/{sourceServerId}/drills is asked by. */
export const listTrialsParameters = z.strictObject({
  from: moment().optional().meta({ description: 'Only drills that were requested then or later' }),
  to: moment().optional().meta({ description: 'Only drills that were requested before' }),
  limit: limit(),
  cursor: cursor(),
});

/** What GET /v1/findings and GET /v1/regressions are asked by. */
export const pageParameters = z.strictObject({ limit: limit(), cursor: cursor() });

/** What GET /v1/statistics is asked by. */
export const listStatisticsParameters = z.strictObject({
  by: countedByDocument,
  key: z.string().min(1).max(256).optional().meta({ description: 'Only this day, plan, server or Region' }),
  from: day().optional().meta({ description: 'Only with by=day: this day and later ones' }),
  to: day().optional().meta({ description: 'Only with by=day: this day and earlier ones' }),
  limit: limit(),
  cursor: cursor(),
});

function day() {
  return z.iso.date('must be a UTC day, for example 2026-11-22');
}
