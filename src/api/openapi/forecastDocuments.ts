import * as z from 'zod';
import { timeDocument } from './sharedDocuments.ts';

const rangeDocument = z
  .strictObject({
    p50: z.number().nonnegative().nullable().meta({ description: 'Half of all drills take no longer; seconds' }),
    p95: z.number().nonnegative().nullable().meta({ description: '95 of 100 drills take no longer; seconds' }),
  })
  .meta({ id: 'ForecastRange', description: 'By earlier drills; null: there is no history to forecast from' });

const roomDocument = z
  .strictObject({ needed: z.int().min(0), left: z.int().min(0).nullable() })
  .meta({ id: 'Headroom', description: 'What the drill needs at once, and what is left now; null: AWS does not say' });

/** What a drill like this dry run would take. */
const forecastDocument = z
  .strictObject({
    total: rangeDocument.meta({
      description: 'From the first launch to the proof that nothing is left; null as soon as one part is not known',
    }),
    waves: z.array(
      z
        .strictObject({
          wave: z.int().positive(),
          servers: z.int().min(0),
          jobs: z.int().min(0).meta({ description: 'DRS jobs that it is launched in' }),
          launch: rangeDocument.meta({ description: 'Until its last server is launched' }),
          boot: rangeDocument.meta({ description: 'From then until all of its servers work' }),
          termination: rangeDocument.meta({ description: 'Until nothing of its last server is left' }),
          unknown: z.int().min(0).meta({ description: 'Servers without a history, which the times leave out' }),
        })
        .meta({ id: 'ForecastWave' }),
    ),
    headroom: z.strictObject({
      jobs: roomDocument.meta({ description: 'Concurrent DRS jobs' }),
      serversInJobs: roomDocument.meta({ description: 'Source servers in all DRS jobs' }),
      vcpus: roomDocument.extend({ needed: z.int().min(0).nullable() }).meta({
        id: 'VcpuHeadroom',
        description: 'vCPUs of running On-Demand Standard instances; null: AWS does not say',
      }),
      addresses: z.array(
        roomDocument.extend({ subnetId: z.string() }).meta({
          id: 'AddressHeadroom',
          description: 'Free IPv4 addresses of a subnet that a launch template names; null: AWS does not say',
        }),
      ),
    }),
  })
  .meta({ id: 'Forecast' });

export const amountDocument = z
  .strictObject({ atLeast: z.number().nonnegative(), atMost: z.number().nonnegative() })
  .meta({
    id: 'AmountRange',
    description: 'A forecast: 90 of 100 drills lie between. An ended drill: the bounds of what was measured',
  });

export const quantitiesDocument = z
  .strictObject({
    instanceHours: z.array(z.strictObject({ instanceType: z.string(), hours: amountDocument })),
    gigabyteHours: z.array(z.strictObject({ volumeType: z.string(), hours: amountDocument })),
    unknown: z.int().min(0).meta({
      description: 'Servers whose time, instance type or volumes are not all known',
    }),
  })
  .meta({ id: 'Quantities' });

const costDocument = z
  .strictObject({
    currency: z.string(),
    amount: amountDocument.nullable().meta({ description: 'null: nothing of it could be priced' }),
    pricesOf: timeDocument.meta({ description: 'When AWS published the prices' }),
    notPriced: z.array(z.string()).meta({ description: 'What the amount leaves out, in sentences' }),
  })
  .meta({ id: 'Cost', description: 'By AWS’s list prices for On-Demand Linux instances and EBS volumes' });

/** What a drill takes, in its document. */
export const takesDocument = {
  forecast: forecastDocument.nullable().meta({
    description: 'What a drill like this dry run would take; null: it is no dry run, or has no forecast (yet)',
  }),
  quantities: quantitiesDocument.nullable().meta({
    description: 'What a drill like this dry run would use, or what this ended drill has used; null: not known (yet)',
  }),
  cost: costDocument.nullable().meta({
    description: 'What the quantities cost; null: they are not known, or no prices were read for the Region (yet)',
  }),
};
