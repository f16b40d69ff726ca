import * as z from 'zod';
import { cursorDocument, linksDocument, timeDocument } from './sharedDocuments.ts';

const signed = z.strictObject({ by: z.string(), at: timeDocument });

/** The schedule of a drill. */
export const scheduledRunDocument = z
  .strictObject({ name: z.string(), scheduledAt: timeDocument })
  .meta({ id: 'ScheduledRun', description: 'A run of a schedule' });

/** A schedule of a plan. */
export const scheduleDocument = z
  .strictObject({
    name: z.string(),
    plan: z.string(),
    planVersion: z.int().positive(),
    expression: z.string(),
    timeZone: z.string(),
    startAt: timeDocument.nullable(),
    endAt: timeDocument.meta({ description: 'From this time on it makes no drill' }),
    flexibleWindowMinutes: z.int().nonnegative(),
    enabled: z.boolean(),
    dryRun: z.boolean(),
    overrides: z.record(z.string(), z.unknown()),
    waiversUntil: timeDocument.nullable().meta({ description: 'Until when its standing waivers hold' }),
    waivedBy: signed.nullable().meta({ description: 'Who set its standing waivers, and when' }),
    generation: z
      .int()
      .positive()
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'Rises with every change; a run of an older one is refused' }),
    author: signed.meta({ description: 'Who made it' }),
    renewer: signed.meta({ description: 'Who changed it last' }),
    nextTimes: z.array(timeDocument).meta({ description: 'The coming five times, also while it is disabled' }),
    lastRun: z
      .strictObject({ scheduledAt: timeDocument, drillId: z.string() })
      .nullable()
      .meta({ description: 'The newest run that made a drill' }),
    links: linksDocument,
  })
  .meta({ id: 'Schedule' });
export type ScheduleDocument = z.output<typeof scheduleDocument>;

/** A page of schedules. */
export const schedulePageDocument = z
  .strictObject({ schedules: z.array(scheduleDocument), cursor: cursorDocument })
  .meta({ id: 'SchedulePage' });

/** All blackouts. */
export const blackoutsDocument = z
  .strictObject({
    blackouts: z.array(
      z
        .strictObject({
          region: z.string().nullable().meta({ description: 'null: all Regions' }),
          from: timeDocument,
          to: timeDocument.meta({ description: 'The first moment after it' }),
          reason: z.string(),
          inForce: z.boolean(),
        })
        .meta({ id: 'Blackout' }),
    ),
    setBy: signed.nullable().meta({ description: 'null: none were ever set' }),
  })
  .meta({ id: 'Blackouts' });
export type BlackoutsDocument = z.output<typeof blackoutsDocument>;
