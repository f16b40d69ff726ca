import type { Instances } from '../flow/ports.ts';
import type { Tables } from './entities.ts';
import { readable } from './schema.ts';

/** Which drill an instance belongs to, in DynamoDB. */
export function createInstances(tables: Tables): Instances {
  return {
    async find(site, instanceId) {
      const key = { accountId: site.accountId, region: site.region, instanceId };
      const { data } = await tables.entities.instance.get(key).go({ consistent: true });
      if (data === null) return undefined;
      const { drillId, sourceServerId, volumeIds } = readable(data, `Instance ${instanceId}`);
      return { drillId, sourceServerId, volumeIds };
    },
  };
}
