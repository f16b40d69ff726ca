import * as z from 'zod';
import { REPORT_FORMAT } from '../../evidence/report/report.ts';
import { quantitiesDocument } from '../openapi/forecastDocuments.ts';
import { evidenceLevelDocument, timeDocument } from '../openapi/sharedDocuments.ts';
import { differenceDocument } from './differenceDocument.ts';
import { authorityDocument, identityDocument, peopleDocument, testDocument } from './reportedIdentity.ts';
import {
  checkReportedDocument,
  clockDocument,
  holdReportedDocument,
  objectivesReportedDocument,
} from './reportedResults.ts';
import { preflightReportedDocument, scopeDocument, serverReportedDocument } from './reportedServers.ts';
import {
  clauseDocument,
  cleanupReportedDocument,
  costReportedDocument,
  deviationDocument,
  happeningDocument,
  integrityReportedDocument,
  lessonDocument,
  verdictDocument,
} from './reportedVerdict.ts';

/** The report of a drill, as `report.json` in its bundle has it and GET /v1/drills/{drillId}/report answers it. */
export const reportDocument = z
  .strictObject({
    format: z.literal(REPORT_FORMAT),
    final: z.boolean().meta({ description: 'False while the drill may still change: then nothing in it is settled' }),
    identity: identityDocument,
    test: testDocument,
    authority: authorityDocument,
    people: peopleDocument,
    scope: scopeDocument,
    preflight: preflightReportedDocument,
    timeline: z.array(happeningDocument),
    servers: z.array(serverReportedDocument),
    objectives: objectivesReportedDocument,
    timeToChecked: clockDocument.nullable().meta({
      description: 'From the request until all required checks had passed; null: no check is required',
    }),
    evidenceLevel: evidenceLevelDocument,
    checks: z.array(checkReportedDocument),
    hold: holdReportedDocument,
    deviations: z.array(deviationDocument),
    cleanup: cleanupReportedDocument,
    verdict: verdictDocument,
    lessons: z.array(lessonDocument),
    remarks: z.array(z.strictObject({ at: timeDocument, by: z.string(), text: z.string() })),
    quantities: quantitiesDocument.nullable(),
    cost: costReportedDocument.nullable(),
    comparison: differenceDocument.nullable().meta({
      description: 'With the newest drill of the plan before it that has passed; null: there is none',
    }),
    integrity: integrityReportedDocument,
    limits: z.array(z.string()).meta({ description: 'What this report does not show' }),
    appendix: z.array(clauseDocument),
  })
  .meta({ id: 'Report', description: 'What a drill has shown, and what it has not' });

/** The JSON Schema (2020-12) of a report. */
export function reportSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(reportDocument);
  return { $schema, title: 'A report of drs-drill', description: ABOUT, ...schema };
}

const ABOUT =
  'What a drill has shown, and what it has not. Times are RFC 3339 in UTC. Null: not measured, or it does not apply.';
