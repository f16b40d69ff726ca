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
} from './documents.ts';

/** How long each stage of a server's launch took, by DRS's job log; the boot ends at the latest with the first look that found it working. */
export const stagesDocument = z
  .strictObject({
    snapshotSeconds: secondsDocument,
    conversionSeconds: secondsDocument,
    launchSeconds: secondsDocument,
    bootSeconds: secondsDocument.meta({ description: 'Until the first look that found it working, so at the most' }),
    bootAtLeastSeconds: secondsDocument,
  })
  .meta({ id: 'Stages' });
export type StagesDocument = z.output<typeof stagesDocument>;

/** One source server in one drill. What is not (yet) known is null; all of it is final once `endedAt` is set. */
export const trialDocument = z
  .strictObject({
    sourceServerId: z.string(),
    drillId: z.string(),
    site: siteDocument,
    recoveryPlan: z.string().nullable().meta({ description: 'The name that the drill was given for its plan, if any' }),
    requestedAt: timeDocument,
    endedAt: timeDocument.nullable().meta({ description: 'When the drill ended; null: it runs' }),
    outcome: outcomeDocument
      .nullable()
      .meta({ description: 'How the drill ended as a whole; the server may have passed all the same' }),
    passed: z.boolean().nullable().meta({
      description:
        'It was launched, seen to work, its required post-launch actions succeeded, it was up until its hold ended, and it was proved gone',
    }),
    world: worldDocument,
    evidenceLevel: evidenceLevelDocument,
    stopped: z.boolean().meta({
      description:
        'It was never launched, or never seen to, for what says nothing of it: a check, the lever, a precaution, missing permissions, a cancel, a real recovery or a hard stop',
    }),
    result: z
      .enum(['LAUNCHED', 'FAILED'])
      .nullable()
      .meta({ description: 'What became of its launch; null: there was none, or it had no end' }),
    verified: z.string().nullable().meta({ description: 'By what it was seen to work; null: it was not' }),
    lost: z.boolean().meta({
      description: 'Its instance was no longer what was verified before its hold ended, or nobody could tell',
    }),
    lostState: z.string().nullable().meta({
      description: 'EC2’s state then, or `gone`; null with `lost`: nobody could tell whether it was still up',
    }),
    lostAt: timeDocument.nullable().meta({ description: 'Since when, as EC2 says' }),
    lostReason: z.string().nullable().meta({ description: 'Why, as EC2 says' }),
    verificationFailed: z.boolean().meta({
      description: 'It was launched and seen not to work, or a required post-launch action did not succeed',
    }),
    actionsUndone: z.boolean().meta({
      description:
        'It works, and its drill was ended before its required post-launch actions had succeeded: it has not passed, which says nothing of it',
    }),
    error: z.string().nullable().meta({ description: 'Why it failed, as whoever `failedBy` names said it' }),
    failedAt: timeDocument.nullable().meta({ description: 'When that was found' }),
    failedBy: z.enum(['DRS', 'VERIFICATION', 'DRILL']).nullable().meta({
      description:
        'DRS: it ran the launch, or refused this server. VERIFICATION: our look at the instance. DRILL: the lever, a precaution or missing permissions kept it from being launched, which says nothing of the server and makes no finding',
    }),
    jobId: z.string().nullable().meta({ description: 'DRS’s job that launched it' }),
    instanceId: z.string().nullable().meta({ description: 'The EC2 instance that was launched' }),
    gone: z.string().nullable().meta({ description: 'By which proof nothing of it is left' }),
    recoveryTimeSeconds: secondsDocument.meta({
      description: 'From the creation of its job until it was seen to work, so at the most; null: not measured',
    }),
    recoveryTimeAtLeastSeconds: secondsDocument.meta({
      description:
        'Until a minute before the newest look that found it not working, or until DRS had launched it; null: nothing tells',
    }),
    recoveryPointSeconds: secondsDocument.meta({
      description: 'The data that would be lost had the disaster struck when the drill was asked for; null: not known',
    }),
    objectives: objectivesDocument.nullable().meta({ description: 'Of this server; null: the drill had none' }),
    holdOverrunSeconds: secondsDocument.meta({
      description:
        'From the end of the hold until DRS accepted its termination, without the time in which a real recovery went on and nothing might be terminated; null: not measured',
    }),
    stages: stagesDocument,
    instanceSeconds: secondsDocument.meta({
      description: 'From its launch until it was lost or proved gone, so at the most',
    }),
    instanceAtLeastSeconds: secondsDocument.meta({
      description:
        'Until EC2 says that it was lost, else until DRS accepted its termination, else until it was seen to work',
    }),
    links: linksDocument,
  })
  .meta({ id: 'Trial' });
export type TrialDocument = z.output<typeof trialDocument>;

/** A server that failed its newest conclusive drill, one that says whether it works, with the reason. */
export const findingDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable().meta({ description: 'As DRS last told it' }),
    site: siteDocument,
    drillId: z.string().meta({ description: 'The drill that showed it' }),
    foundAt: timeDocument.meta({ description: 'When the failure was found' }),
    kind: z.enum(['LAUNCH_FAILED', 'VERIFICATION_FAILED']).meta({
      description:
        'LAUNCH_FAILED: DRS failed to launch it, or refused to; VERIFICATION_FAILED: it was launched and seen not to work, or a required post-launch action did not succeed',
    }),
    error: z.string().meta({ description: 'DRS’s own text, or what verification saw' }),
    links: linksDocument,
  })
  .meta({ id: 'Finding' });
export type FindingDocument = z.output<typeof findingDocument>;

/** A source server that DRS or a drill has shown us, and when it was last proved recoverable. */
export const serverDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable().meta({ description: 'As DRS last told it' }),
    site: siteDocument,
    firstSeenAt: timeDocument.meta({ description: 'When DRS first listed it, or a drill that found it was requested' }),
    removedAt: timeDocument.nullable().meta({ description: 'Since when DRS does not list it any more' }),
    drills: z.int().min(0).meta({ description: 'How many ended drills have found it in DRS; 0: it was never drilled' }),
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
        description: 'The newest ended drill that has found it in DRS; its outcome is that of the drill as a whole',
      }),
    lastPassed: z
      .strictObject({
        drillId: z.string(),
        endedAt: timeDocument,
        ageSeconds: z.number().min(0).meta({ description: 'How long ago that was, when it was asked for' }),
        world: worldDocument,
        evidenceLevel: evidenceLevelDocument,
        recoveryTimeSeconds: secondsDocument,
        recoveryTimeAtLeastSeconds: secondsDocument,
        recoveryPointSeconds: secondsDocument,
      })
      .nullable()
      .meta({ description: 'The newest ended drill that it has passed; null: it was never proved recoverable' }),
    finding: findingDocument.nullable().meta({ description: 'The failure that stands; null: there is none' }),
    links: linksDocument,
  })
  .meta({ id: 'Server' });
export type ServerDocument = z.output<typeof serverDocument>;

export const serverPageDocument = z.strictObject({ servers: z.array(serverDocument), cursor: cursorDocument });
export const trialPageDocument = z.strictObject({ trials: z.array(trialDocument), cursor: cursorDocument });
export const findingPageDocument = z.strictObject({ findings: z.array(findingDocument), cursor: cursorDocument });
