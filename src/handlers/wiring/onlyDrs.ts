import { DrsClient } from '@aws-sdk/client-drs';
import { acting, asking } from '../../aws/clientSettings.ts';
import { createDrs } from '../../aws/drs.ts';
import { byRegion } from './byRegion.ts';
import type { AdapterFactories } from './wiring.ts';
import { reached } from './worlds.ts';

/** DRS without EC2, a client for each Region that is used. */
export const onlyDrsAdapter = {
  drs: () => {
    const clientFor = byRegion((region) => reached('drilled').follow(new DrsClient({ region, ...asking() })));
    const actingClientFor = byRegion((region) => reached('drilled').follow(new DrsClient({ region, ...acting() })));
    return createDrs({ clientFor, actingClientFor });
  },
} satisfies AdapterFactories;
