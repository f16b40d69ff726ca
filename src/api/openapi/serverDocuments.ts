import * as z from 'zod';
import {
  cursorDocument,
  evidenceLevelDocument,
  linksDocument,
  objectivesDocument,
  outcomeDocument,
  secondsDocument,
  siteDocument,
  timeDocument,
  worldDocument,
} from './sharedDocuments.ts';

/**
 * How long each stage of a server's launch took, by DRS's job log, and how long the checks after it. The boot ends at
 * the latest with the first look that found the server working.
 */
export const stagesDocument = z
  .strictObject({
    snapshotSeconds: secondsDocument,
    conversionSeconds: secondsDocument,
    launchSeconds: secondsDocument,
    bootSeconds: secondsDocument.meta({ description: 'Until the first look that found it working; an upper bound' }),
    bootAtLeastSeconds: secondsDocument,
    checksSeconds: secondsDocument.meta({
      description:
        'From the beginning of the hold until it had passed every required check that asks it from then on (HTTP, TCP, SSM); an upper bound; null: there were none, or one did not pass',
    }),
  })
  .meta({ id: 'Stages' });
export type StagesDocument = z.output<typeof stagesDocument>;

/** One source server in one drill. Unknown values are null; everything is final once `endedAt` is set. */
export const trialDocument = z
  .strictObject({
    sourceServerId: z.string(),
    drillId: z.string(),
    site: siteDocument,
    recoveryPlan: z.string().nullable().meta({ description: 'The recovery plan of the drill, if any' }),
    requestedAt: timeDocument,
    endedAt: timeDocument.nullable().meta({ description: 'When the drill ended; null: it is running' }),
    outcome: outcomeDocument
      .nullable()
      .meta({ description: 'The outcome of the drill as a whole; the server may still have passed' }),
    passed: z.boolean().nullable().meta({
      description:
        'It was launched and verified, its required post-launch actions succeeded, it stayed up until its hold ended, and it was proved gone',
    }),
    world: worldDocument,
    evidenceLevel: evidenceLevelDocument,
    stopped: z.boolean().meta({
      description:
        'It was not launched, or not verified, for a reason unrelated to the server: a check, the lever, a safeguard, missing permissions, a cancel, a real recovery or a hard stop',
    }),
    result: z
      .enum(['LAUNCHED', 'FAILED'])
      .nullable()
      .meta({ description: 'The result of its launch; null: it was not launched, or the launch did not end' }),
    verified: z.string().nullable().meta({ description: 'How it was verified; null: it was not' }),
    lost: z.boolean().meta({
      description: 'Before its hold ended, its instance was no longer up as verified, or its state was unknown',
    }),
    lostState: z.string().nullable().meta({
      description: 'The EC2 state at that time, or `gone`; null with `lost`: the state was unknown',
    }),
    lostAt: timeDocument.nullable().meta({ description: 'Since when, as reported by EC2' }),
    lostReason: z.string().nullable().meta({ description: 'Why, as reported by EC2' }),
    verificationFailed: z.boolean().meta({
      description: 'It was launched but failed verification, or a required post-launch action did not succeed',
    }),
    actionsUndone: z.boolean().meta({
      description:
        'It works, but the drill ended before its required post-launch actions succeeded: it has not passed, but this is no failure of the server',
    }),
    error: z.string().nullable().meta({ description: 'Why it failed, as reported by the source in `failedBy`' }),
    failedAt: timeDocument.nullable().meta({ description: 'When the failure was found' }),
    failedBy: z.enum(['DRS', 'VERIFICATION', 'DRILL']).nullable().meta({
      description:
        'DRS: the launch failed, or DRS refused this server. VERIFICATION: the instance failed verification. DRILL: the lever, a safeguard or missing permissions prevented the launch, which is no failure of the server and no finding',
    }),
    jobId: z.string().nullable().meta({ description: 'The DRS job that launched it' }),
    instanceId: z.string().nullable().meta({ description: 'The EC2 instance that was launched' }),
    gone: z.string().nullable().meta({ description: 'The proof that nothing of it is left' }),
    recoveryTimeSeconds: secondsDocument.meta({
      description: 'From the creation of its job until it was found working; an upper bound; null: not measured',
    }),
    recoveryTimeAtLeastSeconds: secondsDocument.meta({
      description:
        'Until a minute before the last look that found it not working, or until DRS had launched it; a lower bound; null: unknown',
    }),
    recoveryPointSeconds: secondsDocument.meta({
      description: 'The data that would have been lost in a disaster at the time of the request; null: unknown',
    }),
    objectives: objectivesDocument
      .nullable()
      .meta({ description: 'The objectives of this server; null: the drill had none' }),
    holdOverrunSeconds: secondsDocument.meta({
      description:
        'From the end of the hold until DRS accepted its termination, without the time in which a real recovery blocked terminations; null: not measured',
    }),
    stages: stagesDocument,
    instanceSeconds: secondsDocument.meta({
      description: 'From its launch until it was lost or proved gone; an upper bound',
    }),
    instanceAtLeastSeconds: secondsDocument.meta({
      description:
        'Until EC2 reports the loss, or DRS accepted its termination, or it was found working; a lower bound',
    }),
    links: linksDocument,
  })
  .meta({ id: 'Trial' });
export type TrialDocument = z.output<typeof trialDocument>;

/**
 * A server that failed its newest conclusive drill, with the reason. A drill is conclusive if it shows whether the
 * server works.
 */
export const findingDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable().meta({ description: 'The last value that DRS reported' }),
    site: siteDocument,
    drillId: z.string().meta({ description: 'The drill that found it' }),
    foundAt: timeDocument.meta({ description: 'When the failure was found' }),
    kind: z.enum(['LAUNCH_FAILED', 'VERIFICATION_FAILED']).meta({
      description:
        'LAUNCH_FAILED: DRS failed or refused to launch it; VERIFICATION_FAILED: it was launched but failed verification, or a required post-launch action did not succeed',
    }),
    error: z.string().meta({ description: 'The text from DRS, or what verification found' }),
    links: linksDocument,
  })
  .meta({ id: 'Finding' });
export type FindingDocument = z.output<typeof findingDocument>;

/** A source server known from DRS or from a drill, and when it was last proved recoverable. */
export const serverDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable().meta({ description: 'The last value that DRS reported' }),
    site: siteDocument,
    firstSeenAt: timeDocument.meta({
      description: 'When DRS first listed it, or when a drill that found it was requested',
    }),
    removedAt: timeDocument.nullable().meta({ description: 'When DRS stopped listing it; null: it is listed' }),
    drills: z.int().min(0).meta({ description: 'How many ended drills found it in DRS; 0: it was never drilled' }),
    lastDrill: z
      .strictObject({
        drillId: z.string(),
        endedAt: timeDocument,
        outcome: outcomeDocument,
        passed: z.boolean(),
        world: worldDocument,
      })
      .nullable()
      .meta({
        description: 'The newest ended drill that found it in DRS, with the outcome of the drill as a whole',
      }),
    lastPassed: z
      .strictObject({
        drillId: z.string(),
        endedAt: timeDocument,
        ageSeconds: z.number().min(0).meta({ description: 'Its age at the time of this response' }),
        world: worldDocument,
        evidenceLevel: evidenceLevelDocument,
        recoveryTimeSeconds: secondsDocument,
        recoveryTimeAtLeastSeconds: secondsDocument,
        recoveryPointSeconds: secondsDocument,
      })
      .nullable()
      .meta({ description: 'The newest ended drill that it passed; null: it was never proved recoverable' }),
    finding: findingDocument.nullable().meta({ description: 'The current failure; null: there is none' }),
    links: linksDocument,
  })
  .meta({ id: 'Server' });
export type ServerDocument = z.output<typeof serverDocument>;

export const serverPageDocument = z.strictObject({ servers: z.array(serverDocument), cursor: cursorDocument });
export const trialPageDocument = z.strictObject({ trials: z.array(trialDocument), cursor: cursorDocument });
export const findingPageDocument = z.strictObject({ findings: z.array(findingDocument), cursor: cursorDocument });
