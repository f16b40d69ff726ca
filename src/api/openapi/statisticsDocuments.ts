import * as z from 'zod';
import { DRILLED_OUTCOMES } from '../../drill/drill.ts';
import { WORLDS } from '../../drill/world.ts';
import { STAGES } from '../../history/stages.ts';
import { cursorDocument, linksDocument, secondsDocument, timeDocument } from './sharedDocuments.ts';

/** The dimensions of the statistics. */
export const COUNTED_BY = ['day', 'recoveryPlan', 'server', 'region'] as const;
export const countedByDocument = z.enum(COUNTED_BY).meta({
  id: 'CountedBy',
  description:
    'day: the UTC day on which a drill ended, whenever it began; recoveryPlan, server, region: the subject of the drill',
});

/** A distribution of seconds. */
export const distributionDocument = z
  .strictObject({
    count: z.int().min(0),
    min: secondsDocument,
    p50: secondsDocument,
    p95: secondsDocument,
    max: secondsDocument,
  })
  .meta({
    id: 'Distribution',
    description:
      'count, min and max are exact; percentiles come from logarithmic buckets, have three digits, and are within 1 % of the sample',
  });
export type DistributionDocument = z.output<typeof distributionDocument>;

/** A server or recovery plan whose newest recovery time, or its checks, is outside the range of its own history. */
export const regressionDocument = z
  .strictObject({
    by: z.enum(['recoveryPlan', 'server']),
    key: z.string().meta({ description: 'The recovery plan’s name, or the source server’s id' }),
    drillId: z.string().meta({ description: 'The drill with the newest recovery time' }),
    at: timeDocument.meta({ description: 'When that drill ended' }),
    recoveryTimeSeconds: z.number().meta({ description: 'The lower bound of the newest recovery time' }),
    medianSeconds: z.number().meta({ description: 'The median of the earlier samples' }),
    deviationSeconds: z.number().meta({ description: 'The median absolute deviation of the earlier samples' }),
    samples: z.int().min(0).meta({ description: 'The number of earlier samples' }),
    stage: z.enum(STAGES).nullable().meta({
      description:
        'The stage of the recovery time that slowed down the most; null: none is known to have slowed down; `checks`: not the recovery time is an outlier, but the checks after it',
    }),
    stageSeconds: secondsDocument.meta({ description: 'How long that stage took; null: no stage is known' }),
    stageMedianSeconds: secondsDocument.meta({
      description: 'The median of its earlier durations; null: none is known',
    }),
    links: linksDocument,
  })
  .meta({ id: 'Regression' });
export type RegressionDocument = z.output<typeof regressionDocument>;

const COUNT = z.int().min(0);

const counted = Object.fromEntries(DRILLED_OUTCOMES.map((outcome) => [outcome, COUNT])) as Record<
  (typeof DRILLED_OUTCOMES)[number],
  z.ZodInt
>;

/** The statistics of ended drills for a day, a recovery plan, a server or a Region. */
export const statisticDocument = z
  .strictObject({
    by: countedByDocument,
    key: z.string().meta({
      description:
        'The UTC day (YYYY-MM-DD) on which the drills ended, the plan’s name, the server’s id, or the Region',
    }),
    drills: z.strictObject({
      total: COUNT.meta({ description: 'Ended drills' }),
      byOutcome: z.strictObject(counted).meta({
        description: 'By the outcome of the drill as a whole: a server may have passed in a failed drill',
      }),
      leftOut: COUNT.meta({
        description:
          'Ended drills that launched something outside AWS itself and so prove nothing; no other number includes them',
      }),
    }),
    world: z
      .enum([...WORLDS, 'UNKNOWN'])
      .nullable()
      .meta({
        description:
          'The world of the counted drills. Outside the local world, only REAL drills are counted. UNKNOWN: an earlier version counted some without recording their world; null: none launched anything',
      }),
    objectives: z.strictObject({ MET: COUNT, MISSED: COUNT, UNDECIDED: COUNT }).meta({
      description: 'Of the drills with objectives; neither rate includes UNDECIDED ones',
    }),
    trials: COUNT.meta({ description: 'Servers of these drills that DRS knew, counted per drill' }),
    passed: COUNT.meta({ description: 'The trials that passed: launched, verified, and proved gone' }),
    stopped: COUNT.meta({
      description:
        'The trials that were not launched for a reason unrelated to the server; the pass rate is passed / (trials − stopped)',
    }),
    recoveryTimeSeconds: distributionDocument.meta({
      description: 'Upper bounds, one per server and drill with a measurement',
    }),
    recoveryTimeAtLeastSeconds: distributionDocument.meta({
      description: 'Lower bounds, where known',
    }),
    recoveryPointSeconds: distributionDocument.meta({
      description: 'One per server and drill with a measurement',
    }),
    holdOverrunSeconds: distributionDocument.meta({
      description: 'From the end of the hold to the last termination, without the time in which a real recovery ran',
    }),
    instanceHours: z.number().min(0).meta({ description: 'The total uptime of drill instances; an upper bound' }),
    instanceHoursAtLeast: z
      .number()
      .min(0)
      .meta({ description: 'The total uptime until DRS accepted the terminations; a lower bound' }),
    regression: regressionDocument
      .nullable()
      .meta({ description: 'Set for a recovery plan or server whose newest recovery time has regressed' }),
  })
  .meta({ id: 'Statistic' });
export type StatisticDocument = z.output<typeof statisticDocument>;

export const statisticPageDocument = z.strictObject({ statistics: z.array(statisticDocument), cursor: cursorDocument });
export const regressionPageDocument = z.strictObject({
  regressions: z.array(regressionDocument),
  cursor: cursorDocument,
});
