import * as z from 'zod';
import { timeDocument } from './documents.ts';

const tallyDocument = z.strictObject({
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  open: z.int().min(0).meta({ description: 'Those that go on, or of which DRS does not say how they stand' }),
});

/** What a drill shows of a server's post-launch actions. */
export const launchActionsDocument = z
  .strictObject({
    required: z.int().min(0).meta({ description: 'Active by its launch configuration: those that must not fail' }),
    optional: z.int().min(0).meta({ description: 'Active by its launch configuration: the optional ones' }),
    runs: z
      .strictObject({ required: tallyDocument, optional: tallyDocument })
      .nullable()
      .meta({ description: 'How the runs stand that DRS told of; null: it has told nothing so far' }),
    agentSeenAt: timeDocument
      .nullable()
      .meta({ description: 'When Systems Manager saw its agent on the instance; null: DRS does not say that it did' }),
    unfinished: z
      .array(
        z.strictObject({
          name: z.string(),
          optional: z.boolean().meta({ description: 'What DRS does not call optional must not fail' }),
          status: z.string().meta({ description: 'FAILED, IN_PROGRESS, or another word of DRS’s' }),
          reason: z.string().nullable(),
        }),
      )
      .meta({ description: 'Some of those that have not succeeded; the journal has every run' }),
  })
  .nullable()
  .meta({ description: 'Its post-launch actions; null: it has none' });
