import * as z from 'zod';
import { CLEANUPS, OUTCOMES, PHASES } from '../../drill/drill.ts';
import { WAITS_FOR } from '../../drill/waits.ts';
import {
  cleanupDocument,
  cursorDocument,
  evidenceLevelDocument,
  linksDocument,
  objectivesDocument,
  outcomeDocument,
  phaseDocument,
  secondsDocument,
  siteDocument,
  timeDocument,
  worldDocument,
} from './documents.ts';
import { launchActionsDocument } from './launchActionsDocument.ts';
import { leakDocument } from './leakDocument.ts';

const why = z.string().nullable().meta({ description: 'Why the outcome is not PASSED, in a sentence' });

const quarantinedDocument = z.string().nullable().meta({
  description:
    'Why the drill was set aside: it does not go on by itself, and the guard cleans up after it; null: it was not',
});

const termsDocument = z
  .strictObject({
    recoveryPoint: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('LATEST') }),
      z.strictObject({ type: z.literal('AT_OR_BEFORE'), at: timeDocument }),
      z.strictObject({ type: z.literal('ID'), ids: z.record(z.string(), z.string()) }),
    ]),
    holdSeconds: z.number(),
    lagSecondsMax: z.number(),
    bootSecondsMax: z.number(),
    launchAllowanceSeconds: z.number(),
    startWithinSeconds: z.number().optional(),
    onLaunchFailure: z.enum(['HOLD', 'CONTINUE', 'TERMINATE']),
    objectives: z.strictObject({
      recoveryTimeSeconds: z.number().optional(),
      recoveryPointSeconds: z.number().optional(),
    }),
    waivers: z.array(waiverDocument()),
    recoveryPlan: z.string().optional(),
    reason: z.string(),
    changeReference: z.string().optional(),
    tags: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Terms', description: 'What was asked for, apart from the servers' });

const endDocument = z
  .strictObject({ at: timeDocument, source: z.string() })
  .meta({ id: 'MeasureEnd', description: 'A moment, and whose clock it was read from' });

const measureDocument = z
  .strictObject({
    seconds: secondsDocument.meta({ description: 'At the most; null: not measured' }),
    atLeastSeconds: secondsDocument.meta({
      description: 'Less than `seconds` where only looks tell of the end; null: nothing tells',
    }),
    from: endDocument.nullable(),
    to: endDocument.nullable(),
    notBefore: endDocument
      .nullable()
      .meta({ description: 'What tells that the end had not come yet, where only looks tell of it' }),
    reason: z.string().nullable().meta({ description: 'Why there are no seconds' }),
  })
  .meta({ id: 'Measure' });

const waveDocument = z
  .strictObject({
    wave: z.int().positive(),
    state: z.enum(['WAITING', 'LAUNCHING', 'LAUNCHED']),
    beganAt: timeDocument.nullable(),
    deadlineAt: timeDocument.nullable(),
    sourceServerIds: z.array(z.string()),
  })
  .meta({ id: 'Wave', description: 'Servers that are launched together' });

const launchDocument = z
  .strictObject({
    wave: z.int().positive(),
    state: z.enum(['PLANNED', 'REQUESTED', 'STARTED', 'COMPLETED', 'VOID']),
    jobId: z.string().nullable(),
    createdAt: timeDocument.nullable(),
    endedAt: timeDocument.nullable(),
    sourceServerIds: z.array(z.string()),
  })
  .meta({ id: 'Launch', description: 'One job of DRS, for a part of a wave' });

const drilledServerDocument = z
  .strictObject({
    sourceServerId: z.string(),
    wave: z.int().positive(),
    jobId: z.string().nullable(),
    reported: z.boolean().meta({ description: 'An event told of its launch before a look at DRS did' }),
    result: z.enum(['LAUNCHED', 'FAILED']).nullable(),
    error: z.string().nullable(),
    instanceId: z.string().nullable(),
    launchedAt: timeDocument.nullable(),
    verified: z.enum(['RUNNING', 'STATUS_CHECKS', 'STOPPED_AS_CONFIGURED']).nullable(),
    verifiedAt: timeDocument.nullable(),
    lost: z
      .strictObject({
        state: z.string().nullable().meta({ description: 'EC2’s word, or `gone`; null: nobody could tell' }),
        lostAt: timeDocument.nullable().meta({ description: 'Since when, as EC2 says' }),
        reason: z.string().nullable().meta({ description: 'Why, as EC2 says' }),
      })
      .nullable()
      .meta({
        description:
          'Its instance was no longer what was verified before its hold ended, or nobody could tell whether it was; null: it was, or its hold goes on',
      }),
    verificationFailed: z.boolean().meta({
      description: 'It was launched, and never seen to work, or a required post-launch action did not succeed',
    }),
    launchActions: launchActionsDocument,
    evidence: z
      .strictObject({ level: evidenceLevelDocument.unwrap(), source: z.string(), at: timeDocument })
      .nullable()
      .meta({ description: 'What was proved of it, by what and when; null: nothing' }),
    pointUsed: z
      .strictObject({
        kind: z.enum(['ON_DEMAND', 'CHOSEN', 'PREVIOUS', 'UNKNOWN']),
        at: timeDocument.nullable(),
        ageSeconds: secondsDocument.meta({
          description: 'How much older than the request it is; null: it was taken since, or its time is not known',
        }),
        snapshotId: z.string().nullable(),
      })
      .nullable(),
    replicationLagSeconds: secondsDocument.meta({
      description: 'How far its replication lagged, as DRS said at the first inspection; null: not told',
    }),
    recoveryTime: measureDocument,
    recoveryPoint: measureDocument.meta({
      description: 'The data that would be lost had the disaster struck when the drill was asked for',
    }),
    terminationAcceptedAt: timeDocument.nullable(),
    unproven: z.string().nullable().meta({ description: 'The proofs that it is ours which are missing' }),
    reportedGone: z.boolean().meta({ description: 'An event told that its instance is terminated' }),
    gone: z
      .enum(['TERMINATED', 'NEVER_EXISTED', 'ABSENT_TWICE', 'ACKNOWLEDGED'])
      .nullable()
      .meta({ description: 'By which proof nothing of it is left' }),
    links: linksDocument,
  })
  .meta({ id: 'DrilledServer', description: 'A source server in this drill' });

/** What GET /v1/drills/{drillId} shows. */
export const drillDocument = z
  .strictObject({
    drillId: z.string(),
    phase: phaseDocument,
    phaseSince: timeDocument,
    outcome: outcomeDocument.nullable(),
    objectives: z
      .strictObject({ verdict: objectivesDocument, why: z.string().nullable() })
      .nullable()
      .meta({ description: 'Once the drill has ended; null: it runs, or none were asked for' }),
    why,
    cleanup: cleanupDocument,
    world: worldDocument,
    evidenceLevel: evidenceLevelDocument,
    quarantined: quarantinedDocument,
    contradiction: z.string().nullable().meta({
      description:
        'Of a drill that has ended: how this record and its last journal entry contradict each other, because somebody has written to the table past the product; null: they agree, or nobody has looked',
    }),
    site: siteDocument,
    requestedBy: z.string(),
    requestedAt: timeDocument,
    updatedAt: timeDocument,
    endedAt: timeDocument.nullable(),
    cancelledBy: z.string().nullable(),
    terms: termsDocument,
    failedChecks: z.strictObject({ total: z.int().min(0), first: z.array(checkDocument()) }),
    waived: z.array(waiverDocument()),
    warnings: z.strictObject({ total: z.int().min(0), first: z.array(checkDocument()) }),
    realRecoveries: z.array(
      z.strictObject({
        jobId: z.string(),
        state: z.enum(['REPORTED', 'RUNNING', 'COMPLETED']),
        sourceServerIds: z.array(z.string()),
        endedAt: timeDocument.nullable(),
        released: z.boolean().meta({ description: 'It hangs, and a person has released it' }),
      }),
    ),
    ...leakDocument,
    waitsFor: z.string().nullable().meta({
      description: 'What the drill waits for, in words, with how many instances stay up meanwhile; null: for nothing',
    }),
    waits: z
      .strictObject({
        for: z.enum(WAITS_FOR),
        since: timeDocument,
        instancesUp: z.int().min(0).meta({ description: 'For LAUNCH, TERMINATION and PERSON those that may be up' }),
      })
      .nullable()
      .meta({ description: 'The same for programs' }),
    hold: z.strictObject({
      seconds: z.number().meta({ description: 'As asked for' }),
      beganAt: timeDocument.nullable(),
      until: timeDocument.nullable(),
      extensionRequestedUntil: timeDocument.nullable(),
      extendedBy: z.string().nullable().meta({ description: 'Who has extended it last; null: nobody' }),
      endedAt: timeDocument.nullable(),
      endedBy: z.string().nullable().meta({ description: 'Who has ended it before its time; null: no person did' }),
      heldSeconds: secondsDocument.meta({ description: 'How long it was held; null: it was not, or is being held' }),
    }),
    hardStopAt: timeDocument.nullable(),
    waves: z.array(waveDocument),
    launches: z.array(launchDocument),
    servers: z.array(drilledServerDocument),
    links: linksDocument,
  })
  .meta({ id: 'Drill' });
export type DrillDocument = z.output<typeof drillDocument>;

/** The line that lists have for a drill. */
export const summaryDocument = z
  .strictObject({
    drillId: z.string(),
    site: siteDocument,
    phase: z.enum(PHASES),
    outcome: z.enum(OUTCOMES).nullable(),
    objectives: objectivesDocument.nullable(),
    world: worldDocument,
    evidenceLevel: evidenceLevelDocument,
    cleanup: z.enum(CLEANUPS),
    why,
    requestedBy: z.string(),
    requestedAt: timeDocument,
    endedAt: timeDocument.nullable(),
    reason: z.string(),
    recoveryPlan: z.string().nullable(),
    waves: z.int().min(0),
    servers: z.strictObject({
      total: z.int().min(0),
      launched: z.int().min(0),
      failed: z.int().min(0),
      verified: z.int().min(0),
      gone: z.int().min(0),
    }),
    holdUntil: timeDocument.nullable(),
    quarantined: z.string().nullable().meta({ description: 'Why it was set aside; the guard still cleans it' }),
    links: linksDocument,
  })
  .meta({ id: 'DrillSummary', description: 'Texts may be cut; the drill has them whole' });
export type SummaryDocument = z.output<typeof summaryDocument>;

export const drillPageDocument = z.strictObject({ drills: z.array(summaryDocument), cursor: cursorDocument });

function waiverDocument() {
  return z.strictObject({ check: z.string(), sourceServerId: z.string().optional(), reason: z.string() });
}

function checkDocument() {
  return z.strictObject({
    check: z.string(),
    sourceServerId: z.string().optional(),
    message: z.string(),
    remedy: z.string().meta({ description: 'What a person can do about it' }),
  });
}
