import * as z from 'zod';
import { siteDocument, timeDocument, worldDocument } from '../openapi/sharedDocuments.ts';

export const identityDocument = z.strictObject({
  drillId: z.string(),
  deployment: z.string().meta({ description: 'Account, Region, stage and a random part' }),
  product: z.strictObject({ name: z.string(), version: z.string() }),
  world: worldDocument,
  site: siteDocument,
  plan: z.strictObject({ name: z.string(), version: z.number(), hash: z.string() }).nullable(),
  schedule: z.strictObject({ name: z.string(), scheduledAt: timeDocument }).nullable(),
  recoveryPlan: z.string().nullable(),
  changeReference: z.string().nullable(),
  requestHash: z.string().nullable().meta({
    description: 'SHA-256 of the canonical JSON (RFC 8785) of the request as it was given',
  }),
  tags: z.record(z.string(), z.string()),
});

export const testDocument = z.strictObject({
  type: z.enum(['DRY_RUN', 'COMPONENT', 'PARTIAL', 'FULL']).nullable().meta({
    description:
      'COMPONENT: one server; PARTIAL: some of the servers of the site; FULL: all that were known; null: not known',
  }),
  basis: z.string(),
  purpose: z.string(),
});

export const authorityDocument = z.strictObject({
  requestedBy: z.string(),
  requestedAt: timeDocument,
  steered: z
    .array(z.strictObject({ at: timeDocument, by: z.string(), what: z.string() }))
    .meta({ description: 'What people did to the running drill' }),
  waived: z.array(
    z.strictObject({ check: z.string(), sourceServerId: z.string().nullable(), reason: z.string(), by: z.string() }),
  ),
  acknowledged: z
    .array(
      z.strictObject({ at: timeDocument, by: z.string(), reason: z.string(), sourceServerIds: z.array(z.string()) }),
    )
    .meta({ description: 'Who took responsibility for what was not proved gone' }),
});

const personDocument = z.strictObject({
  name: z.string(),
  role: z.string().nullable(),
  notedBy: z.string(),
  notedAt: timeDocument,
  text: z.string(),
});

export const peopleDocument = z.strictObject({
  participants: z.array(personDocument),
  observers: z.array(personDocument),
});
