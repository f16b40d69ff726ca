import * as z from 'zod';
import { LEVER_STATES } from '../../drill/lever.ts';
import { timeDocument } from './sharedDocuments.ts';

/** A released job in the responses of GET /v1/lever and POST /v1/lever/release. */
export const releaseDocument = z
  .strictObject({
    region: z.string(),
    jobId: z.string(),
    reason: z.string(),
    by: z.string().meta({ description: 'Who released it first' }),
    releasedAt: timeDocument,
    effect: z.string().meta({ description: 'The effect of the release, and when it starts' }),
  })
  .meta({ id: 'Release' });
export type ReleaseDocument = z.output<typeof releaseDocument>;

/** A lever in the responses of GET and PUT /v1/lever. */
export const leverDocument = z
  .strictObject({
    region: z.string().nullable().meta({ description: 'null: the lever for all sites' }),
    state: z.enum(LEVER_STATES).meta({
      description: 'NO_LAUNCHES stops every launch; FROZEN also stops every termination, including those of the guard',
    }),
    inForce: z.boolean().meta({ description: 'The lever is not OPEN and has not expired' }),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    movedAt: timeDocument.nullable().meta({ description: 'null: it was never moved' }),
    expiresAt: timeDocument
      .nullable()
      .meta({ description: 'From this time it counts as OPEN; null: it does not expire' }),
    released: z.array(releaseDocument).meta({ description: 'Hanging jobs of real recoveries that were released here' }),
  })
  .meta({ id: 'Lever' });
export type LeverDocument = z.output<typeof leverDocument>;

/** An entry of the lever's history in the response of GET /v1/lever/history. */
export const leverMoveDocument = z
  .strictObject({
    moveId: z.string(),
    region: z.string().nullable().meta({ description: 'null: the lever for all sites' }),
    at: timeDocument,
    by: z.string().meta({ description: 'The caller as named by the authorizer; drs-drill when the product moved it' }),
    what: z.enum(['MOVED', 'RELEASED', 'BLACKOUTS']).meta({
      description: 'RELEASED: a hanging job was released. BLACKOUTS: the blackouts were replaced',
    }),
    from: z.enum(LEVER_STATES).meta({ description: 'The state before' }),
    to: z.enum(LEVER_STATES),
    reason: z.string(),
    expiresAt: timeDocument.nullable().meta({ description: 'When it reopens by itself' }),
    afterwards: z.enum(LEVER_STATES).nullable().meta({ description: 'Its state after it expires, if not OPEN' }),
    jobId: z.string().nullable().meta({ description: 'The job that was released' }),
  })
  .meta({ id: 'LeverMove' });
export type LeverMoveDocument = z.output<typeof leverMoveDocument>;

export const leverMovePageDocument = z.strictObject({
  moves: z.array(leverMoveDocument),
  cursor: z
    .string()
    .nullable()
    .meta({ description: 'The cursor of the next page, which may be empty; null: there is none' }),
});

export const leversDocument = z.strictObject({ levers: z.array(leverDocument) });
export type LeversDocument = z.output<typeof leversDocument>;
