import * as z from 'zod';
import { cursorDocument, linksDocument, timeDocument } from './sharedDocuments.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The plan of a drill. */
export const planVersionDocument = z
  .strictObject({ name: z.string(), version: z.int().positive(), hash })
  .meta({ id: 'PlanVersion', description: 'A version of a plan' });

const line = {
  name: z.string(),
  version: z.int().positive().meta({ description: 'Numbered from 1' }),
  hash: hash.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of the body' }),
  description: z.string().nullable(),
  savedBy: z.string(),
  savedAt: timeDocument,
};

/** A version of a plan in a list. */
export const planLineDocument = z.strictObject({ ...line, links: linksDocument }).meta({ id: 'PlanLine' });
export type PlanLineDocument = z.output<typeof planLineDocument>;

/** A version of a plan with its body. */
export const planDocument = z
  .strictObject({
    ...line,
    body: z.record(z.string(), z.unknown()).meta({ description: 'A body of POST /v1/drills, as it was saved' }),
    links: linksDocument,
  })
  .meta({ id: 'Plan', description: 'A version of a plan; versions never change' });
export type PlanDocument = z.output<typeof planDocument>;

/** A page of plans. */
export const planPageDocument = z.strictObject({ plans: z.array(planLineDocument), cursor: cursorDocument });

/** A page of versions of one plan. */
export const planVersionPageDocument = z.strictObject({ versions: z.array(planLineDocument), cursor: cursorDocument });
