import * as z from 'zod';
import { EVIDENCE_LEVELS } from '../history/evidence.ts';
import { moment, region } from './input.ts';
import { cursor, limit } from './listParameters.ts';
import { countedByDocument } from './openapi/statisticsDocuments.ts';

/** The evidence level that a pass must reach. */
const evidence = z.enum(EVIDENCE_LEVELS).optional().meta({
  description:
    'lastPassed is the newest pass with at least this evidence. A list stays sorted by the newest pass of any level',
});

/** The query parameters of GET /v1/servers/{sourceServerId}. */
export const getServerParameters = z.strictObject({ evidence });

/** The query parameters of GET /v1/servers. */
export const listServersParameters = z.strictObject({
  evidence,
  region: region().optional().meta({ description: 'One of the deployment’s Regions; default: its own' }),
  overdue: z.enum(['true', 'false']).optional().meta({
    description: 'true: only servers without a pass within the days that the deployment wants (coverageDaysMax)',
  }),
  limit: limit(),
  cursor: cursor(),
});

/** The query parameters of GET /v1/servers/{sourceServerId}/drills. */
export const listTrialsParameters = z.strictObject({
  from: moment().optional().meta({ description: 'Only drills requested at this time or later' }),
  to: moment().optional().meta({ description: 'Only drills requested before this time' }),
  limit: limit(),
  cursor: cursor(),
});

/** The query parameters of GET /v1/findings and GET /v1/regressions. */
export const pageParameters = z.strictObject({ limit: limit(), cursor: cursor() });

/** The query parameters of GET /v1/statistics. */
export const listStatisticsParameters = z.strictObject({
  by: countedByDocument,
  key: z.string().min(1).max(256).optional().meta({ description: 'Only this day, plan, server or Region' }),
  from: day().optional().meta({ description: 'Only with by=day: this day and later' }),
  to: day().optional().meta({ description: 'Only with by=day: this day and earlier' }),
  limit: limit(),
  cursor: cursor(),
});

function day() {
  return z.iso.date('must be a UTC day, for example 2026-11-22');
}
