import * as z from 'zod';
import { LEVER_STATES } from '../../drill/lever.ts';
import { timeDocument } from './documents.ts';

/** A job that a person has released, as GET /v1/lever and POST /v1/lever/release show it. */
export const releaseDocument = z
  .strictObject({
    region: z.string(),
    jobId: z.string(),
    reason: z.string(),
    by: z.string().meta({ description: 'Whoever released it first' }),
    releasedAt: timeDocument,
    effect: z.string().meta({ description: 'What it does, and from when on' }),
  })
  .meta({ id: 'Release' });
export type ReleaseDocument = z.output<typeof releaseDocument>;

/** A lever as GET and PUT /v1/lever show it. */
export const leverDocument = z
  .strictObject({
    region: z.string().nullable().meta({ description: 'null: the lever for all sites' }),
    state: z.enum(LEVER_STATES).meta({
      description: 'NO_LAUNCHES stops every launch; FROZEN every termination too, those of the guard included',
    }),
    inForce: z.boolean().meta({ description: 'It is not OPEN, and has not expired' }),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    movedAt: timeDocument.nullable().meta({ description: 'null: it was never moved' }),
    expiresAt: timeDocument.nullable().meta({ description: 'From then on it counts as OPEN; null: it stays' }),
    released: z
      .array(releaseDocument)
      .meta({ description: 'Jobs of real recoveries that hang and were released here' }),
  })
  .meta({ id: 'Lever' });
export type LeverDocument = z.output<typeof leverDocument>;

/** An entry of the lever's history, as GET /v1/lever/history shows it. */
export const leverMoveDocument = z
  .strictObject({
    moveId: z.string(),
    region: z.string().nullable().meta({ description: 'null: the lever for all sites' }),
    at: timeDocument,
    by: z.string().meta({ description: 'The caller as the authorizer names it; drs-drill when no person did it' }),
    what: z.enum(['MOVED', 'RELEASED']).meta({ description: 'RELEASED: a job that hangs was released' }),
    from: z.enum(LEVER_STATES).meta({ description: 'What was in force there before' }),
    to: z.enum(LEVER_STATES),
    reason: z.string(),
    expiresAt: timeDocument.nullable().meta({ description: 'When it opens again by itself' }),
    afterwards: z.enum(LEVER_STATES).nullable().meta({ description: 'What it becomes then, if not OPEN' }),
    jobId: z.string().nullable().meta({ description: 'The job that was released' }),
  })
  .meta({ id: 'LeverMove' });
export type LeverMoveDocument = z.output<typeof leverMoveDocument>;

export const leverMovePageDocument = z.strictObject({
  moves: z.array(leverMoveDocument),
  cursor: z
    .string()
    .nullable()
    .meta({ description: 'Where the next page begins, which may be empty; null: there is none' }),
});

export const leversDocument = z.strictObject({ levers: z.array(leverDocument) });
export type LeversDocument = z.output<typeof leversDocument>;
