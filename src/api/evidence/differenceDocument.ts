import * as z from 'zod';
import { timeDocument } from '../openapi/sharedDocuments.ts';

const sideDocument = z.strictObject({
  drillId: z.string(),
  outcome: z.string().nullable(),
  endedAt: timeDocument.nullable(),
});

const valueDocument = z.union([z.string(), z.number()]).nullable();

/** What differs between two drills. */
export const differenceDocument = z
  .strictObject({
    a: sideDocument,
    b: sideDocument,
    parts: z.array(
      z.strictObject({
        part: z.enum([
          'PLAN',
          'SERVERS',
          'LAUNCH_SETTINGS',
          'RECOVERY_POINTS',
          'TIMES',
          'CHECKS',
          'FINDINGS',
          'QUANTITIES',
        ]),
        lines: z.array(
          z.strictObject({
            of: z.string().nullable().meta({ description: 'A source server or a check; null: the drill as a whole' }),
            what: z.string().meta({ description: 'Numbers have their unit in it' }),
            a: valueDocument,
            b: valueDocument,
          }),
        ),
        leftOut: z.int().min(0).meta({ description: 'How many lines more differ' }),
      }),
    ),
  })
  .meta({ id: 'Difference', description: 'What differs between two drills; parts that do not differ are left out' });
