import { emptySite, type SiteRecord } from '../drill/site.ts';
import type { Sites } from '../flow/ports.ts';
import { isConditionFailure } from './conditionFailure.ts';
import type { Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';
import { createStartLine } from './startLine.ts';

/** Sites in DynamoDB. */
export function createSites(tables: Tables): Sites {
  return {
    async load({ accountId, region }) {
      const { data } = await tables.entities.site.get({ accountId, region }).go({ consistent: true });
      if (data === null) return { record: emptySite(accountId, region), version: 0 };
      const { record, version } = readable(data, `Site ${accountId} ${region}`);
      return { record: JSON.parse(record) as SiteRecord, version };
    },
    async pausedUntil({ accountId, region }) {
      const { data } = await tables.entities.pace.get({ accountId, region }).go();
      return data?.until ?? null;
    },
    async pause({ accountId, region }, until) {
      await tables.entities.pace.put({ accountId, region, until }).go();
    },
    ...createStartLine(tables),
    async save(record, readVersion, saveId) {
      const { accountId, region } = record;
      const saved = { schema: SCHEMA, version: readVersion + 1, saveId, record: JSON.stringify(record) };
      const { site } = tables.entities;
      try {
        if (readVersion === 0) await site.create({ accountId, region, ...saved }).go();
        else {
          const onVersion = site.patch({ accountId, region }).set(saved);
          await onVersion.where(({ version }, { eq }) => eq(version, readVersion)).go();
        }
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
