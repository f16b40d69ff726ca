import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { createDrs } from '../aws/drs.ts';
import { createEc2 } from '../aws/ec2.ts';
import type { Site } from '../drill/drill.ts';
import type { Reach } from './wiring.ts';

/** DRS and EC2, a client for each Region that is used. */
export const drsReach = {
  drs: () => {
    const clientFor = byRegion((region) => new DrsClient({ region }));
    const actingClientFor = byRegion((region) => new DrsClient({ region, maxAttempts: 1 }));
    return createDrs({ clientFor, actingClientFor });
  },
  ec2: () => createEc2({ clientFor: byRegion((region) => new EC2Client({ region })) }),
} satisfies Reach;

function byRegion<Client>(make: (region: string) => Client): (site: Site) => Client {
  const made = new Map<string, Client>();
  return ({ region }) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
