import * as z from 'zod';
import {
  evidenceLevelDocument,
  objectivesDocument,
  secondsDocument,
  timeDocument,
} from '../openapi/sharedDocuments.ts';
import { clockDocument } from './reportedResults.ts';

const idsDocument = z.array(z.string());

export const scopeDocument = z.strictObject({
  waves: z.array(
    z.strictObject({
      wave: z.int().min(1),
      chosen: z.enum(['NAMED', 'BY_TAG', 'RANDOM_SAMPLE', 'STALEST_SAMPLE']),
      optional: z.boolean(),
      sourceServerIds: idsDocument,
    }),
  ),
  candidates: z.int().min(0).nullable().meta({ description: 'How many servers the choice was made from' }),
  seed: z.number().nullable().meta({ description: 'What a random sample was drawn with' }),
});

export const preflightReportedDocument = z.strictObject({
  passed: z.boolean().nullable().meta({ description: 'null: it was not completed' }),
  failures: z.array(z.strictObject({ check: z.string(), sourceServerId: z.string().nullable(), message: z.string() })),
  waived: idsDocument,
  warnings: z.array(z.strictObject({ check: z.string(), sourceServerId: z.string().nullable(), message: z.string() })),
});

const settingsDocument = z
  .strictObject({
    instanceType: z.string().nullable(),
    volumes: z
      .array(z.strictObject({ volumeType: z.string().nullable(), gigabytes: z.int().min(0).nullable() }))
      .nullable(),
    network: z.strictObject({ subnetIds: idsDocument, securityGroupIds: idsDocument }).nullable(),
    disposition: z.string().meta({ description: 'STARTED, or STOPPED: then it is launched, and not booted' }),
  })
  .meta({ description: 'By the newest inspection before the launch' });

const stagesDocument = z.strictObject({
  snapshotSeconds: secondsDocument,
  conversionSeconds: secondsDocument,
  launchSeconds: secondsDocument,
  bootSeconds: secondsDocument,
});

const goneDocument = z.enum(['TERMINATED', 'NEVER_EXISTED', 'ABSENT_TWICE', 'ACKNOWLEDGED']);

/** A proof that nothing of a server's launch is left. */
export const proofDocument = z.strictObject({
  sourceServerId: z.string(),
  instanceId: z.string().nullable(),
  volumeIds: idsDocument,
  proof: goneDocument.meta({ description: 'ACKNOWLEDGED is no proof: a person took responsibility' }),
  at: timeDocument,
});

export const serverReportedDocument = z
  .strictObject({
    sourceServerId: z.string(),
    hostname: z.string().nullable(),
    wave: z.int().min(1),
    required: z.boolean(),
    replicationState: z.string().nullable().meta({ description: 'At the first inspection' }),
    replicationLagSeconds: secondsDocument,
    jobId: z.string().nullable(),
    instanceId: z.string().nullable(),
    volumeIds: idsDocument,
    result: z.enum(['LAUNCHED', 'FAILED']).nullable(),
    error: z.string().nullable(),
    launchedAt: timeDocument.nullable(),
    verified: z.enum(['RUNNING', 'STATUS_CHECKS', 'STOPPED_AS_CONFIGURED']).nullable(),
    verifiedAt: timeDocument.nullable(),
    lost: z
      .strictObject({ state: z.string().nullable(), at: timeDocument.nullable(), reason: z.string().nullable() })
      .nullable(),
    recoveryPoint: z
      .strictObject({
        kind: z.enum(['ON_DEMAND', 'CHOSEN', 'PREVIOUS', 'UNKNOWN']),
        at: timeDocument.nullable(),
        snapshotId: z.string().nullable(),
      })
      .nullable(),
    launchSettings: settingsDocument.nullable(),
    clocks: z.strictObject({ recoveryTime: clockDocument, recoveryPoint: clockDocument, launch: clockDocument }),
    stages: stagesDocument,
    objectives: objectivesDocument.nullable(),
    evidenceLevel: evidenceLevelDocument,
    passed: z.boolean().nullable().meta({
      description: 'It was launched, seen working, up until its hold ended, and proved gone; null: not known yet',
    }),
    terminationAcceptedAt: timeDocument.nullable(),
    gone: z.strictObject({ proof: goneDocument, at: timeDocument, volumes: z.string() }).nullable(),
  })
  .meta({ id: 'ServerReported', description: 'A source server in a report' });
