import * as z from 'zod';
import { OUTCOMES, type Outcome } from '../../drill/drill.ts';
import { WORLDS } from '../../drill/world.ts';
import { cursorDocument, linksDocument, secondsDocument, timeDocument } from './documents.ts';

/** What drills are counted by. */
export const COUNTED_BY = ['day', 'recoveryPlan', 'server', 'region'] as const;
export const countedByDocument = z.enum(COUNTED_BY).meta({
  id: 'CountedBy',
  description:
    'day: the UTC day on which a drill ended, whenever it began; recoveryPlan, server, region: what they were about',
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
      'count, min and max are exact; percentiles are kept in logarithmic buckets, given in three digits, and within 1 % of the sample',
  });
export type DistributionDocument = z.output<typeof distributionDocument>;

/** A server or recovery plan whose newest recovery time has left its own history. */
export const regressionDocument = z
  .strictObject({
    by: z.enum(['recoveryPlan', 'server']),
    key: z.string().meta({ description: 'The recovery plan’s name, or the source server’s id' }),
    drillId: z.string().meta({ description: 'The drill with the newest recovery time' }),
    at: timeDocument.meta({ description: 'When that drill ended' }),
    recoveryTimeSeconds: z.number().meta({ description: 'The newest recovery time, at the least' }),
    medianSeconds: z.number().meta({ description: 'Of the samples before it' }),
    deviationSeconds: z.number().meta({ description: 'Median absolute deviation of the samples before it' }),
    samples: z.int().min(0).meta({ description: 'How many recovery times it is compared with' }),
    stage: z
      .enum(['snapshot', 'conversion', 'launch', 'boot'])
      .nullable()
      .meta({ description: 'The stage that got slower by most; null: none is known to have got slower' }),
    stageSeconds: secondsDocument.meta({ description: 'What that stage took; null: no stage is known' }),
    stageMedianSeconds: secondsDocument.meta({ description: 'The median of what it took before; null: none is known' }),
    links: linksDocument,
  })
  .meta({ id: 'Regression' });
export type RegressionDocument = z.output<typeof regressionDocument>;

const COUNT = z.int().min(0);

const counted = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, COUNT])) as Record<Outcome, z.ZodInt>;

/** What ended drills add up to, for a day, a recovery plan, a server or a Region. */
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
        description: 'By the outcome of the drill as a whole: a server may have passed in one that failed',
      }),
      leftOut: COUNT.meta({
        description:
          'Ended drills that have launched something and prove nothing here, because AWS itself has not answered them; they are in no other number',
      }),
    }),
    world: z
      .enum([...WORLDS, 'UNKNOWN'])
      .nullable()
      .meta({
        description:
          'Where the counted drills were. Outside the local world only REAL ones are counted. UNKNOWN: an earlier version has counted some, and did not note it; null: none has launched anything',
      }),
    objectives: z.strictObject({ MET: COUNT, MISSED: COUNT, UNDECIDED: COUNT }).meta({
      description: 'Of the drills that had objectives; what is UNDECIDED is in neither rate',
    }),
    trials: COUNT.meta({ description: 'Servers in these drills that DRS knew, one for each server of each drill' }),
    passed: COUNT.meta({ description: 'Those of the trials that passed: launched, seen to work, and proved gone' }),
    stopped: COUNT.meta({
      description:
        'Those of the trials that were never launched for what says nothing of the server; the pass rate is passed of trials less stopped',
    }),
    recoveryTimeSeconds: distributionDocument.meta({
      description: 'Of each server of each drill in which it was measured, at the most',
    }),
    recoveryTimeAtLeastSeconds: distributionDocument.meta({
      description: 'The same at the least, where that is known',
    }),
    recoveryPointSeconds: distributionDocument.meta({
      description: 'Of each server of each drill in which it was measured',
    }),
    holdOverrunSeconds: distributionDocument.meta({
      description:
        'From the end of the hold to the last termination, without the time in which a real recovery went on',
    }),
    instanceHours: z
      .number()
      .min(0)
      .meta({ description: 'How long drill instances were up, all together, at the most' }),
    instanceHoursAtLeast: z.number().min(0).meta({ description: 'Until DRS accepted their terminations' }),
    regression: regressionDocument
      .nullable()
      .meta({ description: 'Of a recovery plan or server whose newest recovery time has left its history' }),
  })
  .meta({ id: 'Statistic' });
export type StatisticDocument = z.output<typeof statisticDocument>;

export const statisticPageDocument = z.strictObject({ statistics: z.array(statisticDocument), cursor: cursorDocument });
export const regressionPageDocument = z.strictObject({
  regressions: z.array(regressionDocument),
  cursor: cursorDocument,
});
