import * as z from 'zod';
import { EVIDENCE_LEVELS } from '../history/evidence.ts';
import { moment, region } from './input.ts';
import { countedByDocument } from './openapi/statisticsDocuments.ts';
import { cursor, limit } from './parameters.ts';

/** How much a pass has to prove. */
const evidence = z.enum(EVIDENCE_LEVELS).optional().meta({
  description:
    'lastPassed is the newest pass that has proved at least this; the order of a list stays that of the newest pass of any kind',
});

/** What GET /v1/servers/{sourceServerId} is asked by. */
export const getServerParameters = z.strictObject({ evidence });

/** What GET /v1/servers is asked by. */
export const listServersParameters = z.strictObject({
  evidence,
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
