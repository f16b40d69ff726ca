import * as z from 'zod';
import { timeDocument } from './sharedDocuments.ts';

const tallyDocument = z.strictObject({
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  open: z.int().min(0).meta({ description: 'Those still running, or without a status from DRS' }),
});

/** A server's post-launch actions in a drill. */
export const launchActionsDocument = z
  .strictObject({
    required: z.int().min(0).meta({ description: 'Required actions that are active in its launch configuration' }),
    optional: z.int().min(0).meta({ description: 'Optional actions that are active in its launch configuration' }),
    runs: z
      .strictObject({ required: tallyDocument, optional: tallyDocument })
      .nullable()
      .meta({ description: 'The status of the runs that DRS reported; null: none reported so far' }),
    agentSeenAt: timeDocument
      .nullable()
      .meta({ description: 'When Systems Manager found its agent on the instance; null: DRS does not report it' }),
    unfinished: z
      .array(
        z.strictObject({
          name: z.string(),
          optional: z.boolean().meta({ description: 'An action that DRS does not report as optional must not fail' }),
          status: z.string().meta({ description: 'FAILED, IN_PROGRESS, or another DRS status' }),
          reason: z.string().nullable(),
        }),
      )
      .meta({ description: 'Some of the runs that have not succeeded; the journal has every run' }),
  })
  .nullable()
  .meta({ description: 'The server’s post-launch actions; null: it has none' });
