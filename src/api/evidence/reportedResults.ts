import * as z from 'zod';
import { CHECK_STATES } from '../../drill/checks/check.ts';
import { CHECK_KINDS } from '../../drill/checks/checkTerms.ts';
import { objectivesDocument, secondsDocument, timeDocument } from '../openapi/sharedDocuments.ts';

const endDocument = z.strictObject({ at: timeDocument, source: z.string() }).nullable();

export const clockDocument = z
  .strictObject({
    seconds: secondsDocument.meta({ description: 'The upper bound; null: not measured' }),
    atLeastSeconds: secondsDocument.meta({ description: 'The lower bound; null: not known' }),
    from: endDocument,
    to: endDocument,
    notBefore: endDocument.meta({ description: 'The last sign that the end had not come yet' }),
    reason: z.string().nullable().meta({ description: 'Why it was not measured' }),
  })
  .meta({ id: 'Clock', description: 'A measure between two moments, each with whose clock it is by' });

export const objectivesReportedDocument = z.strictObject({
  recoveryTimeSeconds: secondsDocument,
  recoveryPointSeconds: secondsDocument,
  verdict: objectivesDocument.nullable(),
  why: z.string().nullable(),
  recoveryTime: z
    .strictObject({ seconds: secondsDocument, atLeastSeconds: secondsDocument })
    .meta({ description: 'Of the drill as a whole, over its required servers' }),
});

export const checkReportedDocument = z
  .strictObject({
    name: z.string(),
    kind: z.enum([...CHECK_KINDS, 'LAUNCH_ACTION']),
    required: z.boolean(),
    state: z.enum(CHECK_STATES),
    because: z.string().nullable(),
    by: z.string().nullable().meta({ description: 'Who gave the verdict' }),
    evidenceUrl: z.string().nullable(),
    beganAt: timeDocument.nullable(),
    decidedAt: timeDocument.nullable(),
    control: z.boolean().meta({ description: 'It also looks at something that must not pass' }),
    counts: z.record(z.string(), z.int().min(0)).meta({
      description: 'How its servers ended, those of optional waves aside if it is required',
    }),
    servers: z.array(
      z.strictObject({
        sourceServerId: z.string(),
        state: z.enum(CHECK_STATES),
        because: z.string(),
        outputs: z.array(z.string()).meta({ description: 'SHA-256 of each of its outputs' }),
      }),
    ),
    output: z.string().nullable().meta({ description: 'SHA-256 of what its function answered' }),
  })
  .meta({ id: 'CheckReported', description: 'A check in a report' });

export const holdReportedDocument = z.strictObject({
  plannedSeconds: z.number().nonnegative(),
  beganAt: timeDocument.nullable(),
  endedAt: timeDocument.nullable(),
  heldSeconds: secondsDocument,
  endedBy: z.string().nullable().meta({ description: 'null: no person did' }),
  extensions: z.array(z.strictObject({ at: timeDocument, by: z.string(), until: timeDocument, inForce: z.boolean() })),
});
