import * as z from 'zod';
import {
  cursorDocument,
  linksDocument,
  outcomeDocument,
  secondsDocument,
  siteDocument,
  timeDocument,
} from './documents.ts';

/** How long each stage of a server's launch took, by DRS's job log; the boot ends with the look that saw it work. */
export const stagesDocument = z
  .strictObject({
    snapshotSeconds: secondsDocument,
    conversionSeconds: secondsDocument,
    launchSeconds: secondsDocument,
    bootSeconds: secondsDocument,
  })
  .meta({ id: 'Stages' });
export type StagesDocument = z.output<typeof stagesDocument>;

/** One source server in one drill. What is not (yet) known is null; all of it is final once `endedAt` is set. */
export const trialDocument = z
  .strictObject({
    sourceServerId: z.string(),
    drillId: z.string(),
    recoveryPlan: z.string().nullable(),
    requestedAt: timeDocument,
    endedAt: timeDocument.nullable(),
    outcome: outcomeDocument.nullable(),
    passed: z.boolean().nullable().meta({ description: 'It was launched, seen to work, and proved gone' }),
    result: z.enum(['LAUNCHED', 'FAILED']).nullable(),
    verified: z.string().nullable(),
    error: z.string().nullable().meta({ description: 'Why it failed, as DRS said it' }),
    jobId: z.string().nullable(),
    instanceId: z.string().nullable(),
    gone: z.string().nullable().meta({ description: 'By which proof nothing of it is left' }),
    recoveryTimeSeconds: secondsDocument,
    recoveryPointSeconds: secondsDocument,
    stages: stagesDocument,
    instanceSeconds: secondsDocument.meta({ description: 'From its launch until it was proved gone' }),
    links: linksDocument,
  })
  .meta({ id: 'Trial' });
export type TrialDocument = z.output<typeof trialDocument>;

/** A server that failed in the newest ended drill that could tell whether it works, with the reason. */
export const findingDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable(),
    site: siteDocument,
    drillId: z.string(),
    foundAt: timeDocument,
    kind: z.enum(['LAUNCH_FAILED', 'UNFIT']),
    error: z.string().meta({ description: 'DRS’s own text, or what verification saw' }),
    links: linksDocument,
  })
  .meta({ id: 'Finding' });
export type FindingDocument = z.output<typeof findingDocument>;

/** A source server that DRS or a drill has shown us, and when it was last proved recoverable. */
export const serverDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable(),
    site: siteDocument,
    firstSeenAt: timeDocument,
    removedAt: timeDocument.nullable().meta({ description: 'Since when DRS does not list it any more' }),
    drills: z.int().nonnegative().meta({ description: 'How many ended drills have named it' }),
    lastDrill: z
      .strictObject({ drillId: z.string(), endedAt: timeDocument, outcome: outcomeDocument, passed: z.boolean() })
      .nullable(),
    lastPassed: z
      .strictObject({
        drillId: z.string(),
        endedAt: timeDocument,
        ageSeconds: z.number(),
        recoveryTimeSeconds: secondsDocument,
        recoveryPointSeconds: secondsDocument,
      })
      .nullable()
      .meta({ description: 'The newest ended drill that it has passed; null: it was never proved recoverable' }),
    finding: findingDocument.nullable(),
    links: linksDocument,
  })
  .meta({ id: 'Server' });
export type ServerDocument = z.output<typeof serverDocument>;

export const serverPageDocument = z.strictObject({ servers: z.array(serverDocument), cursor: cursorDocument });
export const trialPageDocument = z.strictObject({ trials: z.array(trialDocument), cursor: cursorDocument });
export const findingPageDocument = z.strictObject({ findings: z.array(findingDocument), cursor: cursorDocument });
