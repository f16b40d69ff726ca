import * as z from 'zod';
import { CHECK_STATES } from '../../drill/checks/check.ts';
import { CHECK_KINDS } from '../../drill/checks/checkTerms.ts';
import { timeDocument } from './sharedDocuments.ts';

/** A check of a drill. */
export const checkDocument = z
  .strictObject({
    name: z.string(),
    kind: z
      .enum([...CHECK_KINDS, 'LAUNCH_ACTION'])
      .meta({ description: 'LAUNCH_ACTION: the required post-launch actions of DRS, which no request names' }),
    required: z.boolean().meta({ description: 'Unless it passes, the drill does not' }),
    state: z.enum(CHECK_STATES).meta({ description: 'NOT_RUN says nothing about the application; `because` says why' }),
    when: z.enum(['HOLDING', 'AFTER_CLEANUP']).meta({ description: 'In the hold, or once everything is proved gone' }),
    beganAt: timeDocument.nullable(),
    decidedAt: timeDocument.nullable(),
    afterSeconds: z.int().min(0).meta({ description: 'How long after the beginning of the hold it begins' }),
    timeoutSeconds: z.int().min(1).nullable().meta({ description: 'Null: until the end of the hold' }),
    because: z.string().nullable().meta({
      description:
        'The message of the verdict, or why it did not pass; while it is RUNNING, its last failed attempt; may be truncated, the journal has all of it',
    }),
    by: z.string().nullable().meta({ description: 'Who gave the verdict; may be truncated' }),
    evidenceUrl: z.string().nullable(),
    servers: z
      .strictObject({
        pending: z.int().min(0).meta({ description: 'Without a result' }),
        passed: z.int().min(0),
        failed: z.int().min(0),
        timedOut: z.int().min(0),
        notRun: z.int().min(0),
      })
      .nullable()
      .meta({
        description:
          'The servers that it asks, those of optional waves aside if it is required; null: it asks none, or has not begun',
      }),
    failures: z
      .array(z.strictObject({ sourceServerId: z.string(), state: z.enum(CHECK_STATES), because: z.string() }))
      .meta({ description: 'The first servers that did not pass; the journal has all of them' }),
    links: z.strictObject({ verdict: z.string().nullable().meta({ description: 'Where its verdict is put' }) }),
  })
  .meta({ id: 'Check', description: 'A check during the hold' });
export type CheckDocument = z.output<typeof checkDocument>;
