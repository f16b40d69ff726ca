import * as z from 'zod';
import { CLEANUPS, OUTCOMES, PHASES } from '../../drill/drill.ts';
import { WAITS_FOR } from '../../drill/waits.ts';
import { checkDocument } from './checkDocuments.ts';
import { sealedPartDocument } from './evidenceDocuments.ts';
import { takesDocument } from './forecastDocuments.ts';
import { launchActionsDocument } from './launchActionsDocument.ts';
import { leakDocument } from './leakDocument.ts';
import { planVersionDocument } from './planDocuments.ts';
import { scheduledRunDocument } from './scheduleDocuments.ts';
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
} from './sharedDocuments.ts';

const why = z.string().nullable().meta({ description: 'One sentence on why the outcome is not PASSED' });

const quarantinedDocument = z.string().nullable().meta({
  description:
    'Why the drill was quarantined: it no longer advances, and the guard cleans up after it; null: it was not',
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
    endHold: z
      .literal('WHEN_CHECKED')
      .optional()
      .meta({ description: 'The hold ends as soon as every required check has a result; absent: at its end' }),
    dryRun: z.literal(true).optional().meta({ description: 'It validates and forecasts, and launches nothing' }),
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
  .meta({ id: 'Terms', description: 'The terms of the request, apart from the servers' });

const endDocument = z
  .strictObject({ at: timeDocument, source: z.string() })
  .meta({ id: 'MeasureEnd', description: 'A time and the clock that it was read from' });

const measureDocument = z
  .strictObject({
    seconds: secondsDocument.meta({ description: 'Upper bound; null: not measured' }),
    atLeastSeconds: secondsDocument.meta({
      description: 'Lower bound; less than `seconds` when only looks show the end; null: unknown',
    }),
    from: endDocument.nullable(),
    to: endDocument.nullable(),
    notBefore: endDocument
      .nullable()
      .meta({ description: 'The last evidence that the end had not been reached, when only looks show the end' }),
    reason: z.string().nullable().meta({ description: 'Why `seconds` is null' }),
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
  .meta({ id: 'Wave', description: 'Servers launched together' });

const launchDocument = z
  .strictObject({
    wave: z.int().positive(),
    state: z.enum(['PLANNED', 'REQUESTED', 'STARTED', 'COMPLETED', 'VOID']),
    jobId: z.string().nullable(),
    createdAt: timeDocument.nullable(),
    endedAt: timeDocument.nullable(),
    sourceServerIds: z.array(z.string()),
  })
  .meta({ id: 'Launch', description: 'One DRS job, for a part of a wave' });

const drilledServerDocument = z
  .strictObject({
    sourceServerId: z.string(),
    wave: z.int().positive(),
    jobId: z.string().nullable(),
    reported: z.boolean().meta({ description: 'An event reported its launch before a look at DRS did' }),
    result: z.enum(['LAUNCHED', 'FAILED']).nullable(),
    error: z.string().nullable(),
    instanceId: z.string().nullable(),
    launchedAt: timeDocument.nullable(),
    verified: z.enum(['RUNNING', 'STATUS_CHECKS', 'STOPPED_AS_CONFIGURED']).nullable(),
    verifiedAt: timeDocument.nullable(),
    lost: z
      .strictObject({
        state: z.string().nullable().meta({ description: 'The EC2 instance state, or `gone`; null: unknown' }),
        lostAt: timeDocument.nullable().meta({ description: 'Since when, as reported by EC2' }),
        reason: z.string().nullable().meta({ description: 'Why, as reported by EC2' }),
      })
      .nullable()
      .meta({
        description:
          'Before its hold ended, its instance was no longer up as verified, or its state was unknown; null: it stayed up, or its hold is still running',
      }),
    verificationFailed: z.boolean().meta({
      description: 'It was launched but failed verification, or a required post-launch action did not succeed',
    }),
    launchActions: launchActionsDocument,
    evidence: z
      .strictObject({ level: evidenceLevelDocument.unwrap(), source: z.string(), at: timeDocument })
      .nullable()
      .meta({ description: 'What was proved, how and when; null: nothing' }),
    pointUsed: z
      .strictObject({
        kind: z.enum(['ON_DEMAND', 'CHOSEN', 'PREVIOUS', 'UNKNOWN']),
        at: timeDocument.nullable(),
        ageSeconds: secondsDocument.meta({
          description: 'Its age at the time of the request; null: it was taken later, or its time is unknown',
        }),
        snapshotId: z.string().nullable(),
      })
      .nullable(),
    replicationLagSeconds: secondsDocument.meta({
      description: 'Its replication lag as DRS reported it at the first inspection; null: not reported',
    }),
    recoveryTime: measureDocument,
    recoveryPoint: measureDocument.meta({
      description: 'The data that would have been lost in a disaster at the time of the request',
    }),
    terminationAcceptedAt: timeDocument.nullable(),
    unproven: z.string().nullable().meta({ description: 'The missing proofs that the instance belongs to this drill' }),
    reportedGone: z.boolean().meta({ description: 'An event reported that its instance was terminated' }),
    gone: z
      .enum(['TERMINATED', 'NEVER_EXISTED', 'ABSENT_TWICE', 'ACKNOWLEDGED'])
      .nullable()
      .meta({ description: 'The proof that nothing of it is left' }),
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
      .meta({ description: 'Set once the drill has ended; null: it is running, or has no objectives' }),
    why,
    cleanup: cleanupDocument,
    world: worldDocument,
    evidenceLevel: evidenceLevelDocument,
    quarantined: quarantinedDocument,
    contradiction: z.string().nullable().meta({
      description:
        'Of an ended drill: how this record and its last journal entry disagree, which means that the table was written outside the product; null: they agree, or were not compared',
    }),
    evidence: z.array(sealedPartDocument).nullable().meta({
      description: 'The sealed parts of its evidence; null: only GET /v1/drills/{drillId} looks, once something is due',
    }),
    site: siteDocument,
    requestedBy: z.string(),
    requestedAt: timeDocument,
    updatedAt: timeDocument,
    endedAt: timeDocument.nullable(),
    cancelledBy: z.string().nullable(),
    terms: termsDocument,
    schedule: scheduledRunDocument.nullable().meta({ description: 'The schedule whose run it is; null: none' }),
    plan: planVersionDocument.nullable().meta({ description: 'The plan that it was started from; null: none' }),
    givenHash: z.string().nullable().meta({
      description:
        'SHA-256 of the canonical JSON (RFC 8785) of the request as it was given; null: an earlier version did not keep it',
    }),
    failedChecks: z.strictObject({ total: z.int().min(0), first: z.array(preflightDocument()) }),
    waived: z.array(waiverDocument()),
    warnings: z.strictObject({ total: z.int().min(0), first: z.array(preflightDocument()) }),
    realRecoveries: z.array(
      z.strictObject({
        jobId: z.string(),
        state: z.enum(['REPORTED', 'RUNNING', 'COMPLETED']),
        sourceServerIds: z.array(z.string()),
        endedAt: timeDocument.nullable(),
        released: z.boolean().meta({ description: 'It hangs, and an operator has released it' }),
      }),
    ),
    ...leakDocument,
    waitsFor: z.string().nullable().meta({
      description:
        'What the drill waits for, in words, and how many instances stay up in the meantime; null: it does not wait',
    }),
    waits: z
      .strictObject({
        for: z.enum(WAITS_FOR),
        since: timeDocument,
        instancesUp: z.int().min(0).meta({ description: 'For LAUNCH, TERMINATION and PERSON: those that may be up' }),
      })
      .nullable()
      .meta({ description: 'The same, for programs' }),
    hold: z.strictObject({
      seconds: z.number().meta({ description: 'As requested' }),
      beganAt: timeDocument.nullable(),
      until: timeDocument.nullable(),
      extensionRequestedUntil: timeDocument.nullable(),
      extendedBy: z.string().nullable().meta({ description: 'Who extended it last; null: it was not extended' }),
      endedAt: timeDocument.nullable(),
      endedBy: z.string().nullable().meta({ description: 'Who ended it early; null: no person did' }),
      heldSeconds: secondsDocument.meta({
        description: 'How long it was held; null: it was not held, or the hold is still running',
      }),
    }),
    checks: z.array(checkDocument).meta({ description: 'The checks during the hold and after the cleanup' }),
    timeToChecked: measureDocument.nullable().meta({
      description: 'From the request until the last required check had passed; null: no check is required',
    }),
    hardStopAt: timeDocument.nullable(),
    ...takesDocument,
    waves: z.array(waveDocument),
    launches: z.array(launchDocument),
    servers: z.array(drilledServerDocument),
    links: linksDocument,
  })
  .meta({ id: 'Drill' });
export type DrillDocument = z.output<typeof drillDocument>;

/** The request of a drill as it was given. */
export const drillRequestDocument = z
  .strictObject({ drillId: z.string(), body: z.record(z.string(), z.unknown()) })
  .meta({ id: 'DrillRequest', description: 'The request of a drill, as it was given' });

/** A drill in a list. */
export const summaryDocument = z
  .strictObject({
    drillId: z.string(),
    site: siteDocument,
    phase: z.enum(PHASES),
    dryRun: z.boolean().meta({ description: 'It validates and forecasts, and launches nothing' }),
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
    quarantined: z
      .string()
      .nullable()
      .meta({ description: 'Why it was quarantined; the guard still cleans up after it' }),
    links: linksDocument,
  })
  .meta({ id: 'DrillSummary', description: 'Texts may be truncated; the drill has the full texts' });
export type SummaryDocument = z.output<typeof summaryDocument>;

export const drillPageDocument = z.strictObject({ drills: z.array(summaryDocument), cursor: cursorDocument });

function waiverDocument() {
  return z.strictObject({ check: z.string(), sourceServerId: z.string().optional(), reason: z.string() });
}

function preflightDocument() {
  return z.strictObject({
    check: z.string(),
    sourceServerId: z.string().optional(),
    message: z.string(),
    remedy: z.string().meta({ description: 'What an operator can do about it' }),
  });
}
