import * as z from 'zod';
import { OUTCOMES, type Outcome } from '../drill/drill.ts';
import { cursorDocument, linksDocument, secondsDocument, timeDocument } from './documents.ts';

/** What drills are counted by. */
export const COUNTED_BY = ['day', 'recoveryPlan', 'server', 'region'] as const;
export const countedByDocument = z.enum(COUNTED_BY).meta({
  id: 'CountedBy',
  description: 'day: the UTC day on which drills ended; recoveryPlan, server, region: what they were about',
});

/** A distribution of seconds. */
export const distributionDocument = z
  .strictObject({
    count: z.int().nonnegative(),
    min: secondsDocument,
    p50: secondsDocument,
    p95: secondsDocument,
    max: secondsDocument,
  })
  .meta({
    id: 'Distribution',
    description:
      'count, min and max are exact; percentiles are kept in logarithmic buckets and within 1 % of the sample',
  });
export type DistributionDocument = z.output<typeof distributionDocument>;

/** A server or recovery plan whose newest recovery time has left its own history. */
export const regressionDocument = z
  .strictObject({
    by: z.enum(['recoveryPlan', 'server']),
    key: z.string(),
    drillId: z.string(),
    at: timeDocument,
    recoveryTimeSeconds: z.number(),
    medianSeconds: z.number().meta({ description: 'Of the samples before it' }),
    deviationSeconds: z.number().meta({ description: 'Median absolute deviation of the samples before it' }),
    samples: z.int(),
    stage: z
      .enum(['snapshot', 'conversion', 'launch', 'boot'])
      .nullable()
      .meta({ description: 'The stage that got slower by most; null: none is known to have got slower' }),
    stageSeconds: secondsDocument,
    stageMedianSeconds: secondsDocument,
    links: linksDocument,
  })
  .meta({ id: 'Regression' });
export type RegressionDocument = z.output<typeof regressionDocument>;

const counted = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, z.int()])) as Record<Outcome, z.ZodInt>;

/** What ended drills add up to, for a day, a recovery plan, a server or a Region. */
export const statisticDocument = z
  .strictObject({
    by: countedByDocument,
    key: z.string(),
    drills: z.strictObject({ total: z.int(), byOutcome: z.strictObject(counted) }),
    recoveryTimeSeconds: distributionDocument,
    recoveryPointSeconds: distributionDocument,
    holdOverrunSeconds: distributionDocument.meta({ description: 'From the end of the hold to the last termination' }),
    instanceHours: z.number(),
    regression: regressionDocument.nullable(),
  })
  .meta({ id: 'Statistic' });
export type StatisticDocument = z.output<typeof statisticDocument>;

export const statisticPageDocument = z.strictObject({ statistics: z.array(statisticDocument), cursor: cursorDocument });
export const regressionPageDocument = z.strictObject({
  regressions: z.array(regressionDocument),
  cursor: cursorDocument,
});
