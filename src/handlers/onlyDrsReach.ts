import { DrsClient } from '@aws-sdk/client-drs';
import { createDrs } from '../aws/drs.ts';
import { byRegion } from './byRegion.ts';
import type { Reach } from './wiring.ts';

/** DRS without EC2, a client for each Region that is used. */
export const onlyDrsReach = {
  drs: () => {
    const clientFor = byRegion((region) => new DrsClient({ region }));
    const actingClientFor = byRegion((region) => new DrsClient({ region, maxAttempts: 1 }));
    return createDrs({ clientFor, actingClientFor });
  },
} satisfies Reach;
