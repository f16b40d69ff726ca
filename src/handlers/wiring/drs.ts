import { EC2Client } from '@aws-sdk/client-ec2';
import { asking } from '../../aws/clientSettings.ts';
import { createEc2 } from '../../aws/ec2.ts';
import { byRegion } from './byRegion.ts';
import { onlyDrsAdapter } from './onlyDrs.ts';
import type { AdapterFactories } from './wiring.ts';
import { reached } from './worlds.ts';

/** DRS and EC2, a client for each Region that is used. */
export const drsAdapter = {
  ...onlyDrsAdapter,
  ec2: () =>
    createEc2({ clientFor: byRegion((region) => reached('drilled').follow(new EC2Client({ region, ...asking() }))) }),
} satisfies AdapterFactories;
