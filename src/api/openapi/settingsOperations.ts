import * as z from 'zod';
import type { Operation } from './operation.ts';
import { siteDocument } from './sharedDocuments.ts';

const names = z.array(z.string());

const settingsDocument = z
  .strictObject({
    version: z.string().meta({ description: 'The version of drs-drill' }),
    stage: z.string(),
    site: siteDocument.meta({ description: 'Where the deployment itself is' }),
    sites: z.array(siteDocument).meta({ description: 'Where drills may run' }),
    holdSecondsMax: z.int().nonnegative().meta({ description: 'The longest hold of a request, in seconds' }),
    serversPerJob: z.int().nonnegative().meta({ description: 'The most servers in a job of DRS' }),
    jobsMax: z.int().nonnegative().meta({ description: 'The most jobs of drills at a time, in a site' }),
    serversInJobsMax: z
      .int()
      .nonnegative()
      .meta({ description: 'The most servers in jobs of drills at a time, in a site' }),
    drillSubnets: names.meta({ description: 'Where instances of drills may be launched; `*`: anywhere, []: nowhere' }),
    drillSecurityGroups: names.meta({ description: 'The security groups that they may have' }),
    coverageDaysMax: z
      .int()
      .nonnegative()
      .nullable()
      .meta({ description: 'A server whose last proof is older, in days, is overdue; null: none is' }),
    checkDocuments: names.meta({ description: 'The command documents that checks may use' }),
    checkFunctions: names.meta({ description: 'The ARNs of the functions that checks may call' }),
    isolationHosts: names.meta({ description: 'The hosts that isolation checks may name' }),
    probe: z
      .strictObject({ subnetIds: names, securityGroupIds: names })
      .nullable()
      .meta({ description: 'Where checks connect from; null: no check can connect' }),
    evidence: z
      .strictObject({
        bucket: z.string().nullable().meta({ description: 'Where bundles and outputs of checks are' }),
        keyArn: z.string().nullable().meta({ description: 'The key that signs bundles' }),
        lock: z
          .strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), days: z.int().nonnegative() })
          .nullable()
          .meta({ description: 'S3 Object Lock of new bundles; null: they are not locked' }),
        outputRetentionDays: z
          .int()
          .nonnegative()
          .nullable()
          .meta({ description: 'How long outputs of checks are kept, in days' }),
      })
      .meta({ description: 'Where the evidence is; null: not known' }),
    logRetentionDays: z
      .int()
      .nonnegative()
      .nullable()
      .meta({ description: 'How long logs are kept, in days; null: not known' }),
    eventRequests: names.meta({
      description: 'The sources whose events may request drills; []: no drill starts by event',
    }),
    allowedAccounts: names.meta({ description: 'The other accounts whose events may request drills' }),
  })
  .meta({ id: 'Settings', description: 'What the deployment allows, as its parameters say' });

export type SettingsDocument = z.infer<typeof settingsDocument>;

/** The endpoint that says what the deployment allows. */
export const settingsOperations: Operation[] = [
  {
    operationId: 'getSettings',
    method: 'get',
    path: '/v1/settings',
    scope: 'read',
    tag: 'Contract',
    summary: 'Get what this deployment allows',
    description: 'Names and limits, and no secret: why a request was refused, and whom to ask for another limit.',
    answer: { status: 200, description: 'The settings of the deployment', schema: settingsDocument },
    problems: ['invalid-parameter', 'internal-error'],
  },
];
