import type { Effect } from '../drill/effects.ts';
import type { Effects } from '../flow/ports.ts';
import { isConditionFailure } from './conditionFailure.ts';
import type { Tables } from './entities.ts';
import { readable } from './schema.ts';

/** Effects in DynamoDB. */
export function createEffects(tables: Tables): Effects {
  const { effect } = tables.entities;
  return {
    async load(drillId, effectId) {
      const { data } = await effect.get({ drillId, effectId }).go({ consistent: true });
      if (data === null) return undefined;
      const item = readable(data, `Effect ${effectId} of drill ${drillId}`);
      return {
        drillId,
        effectId,
        site: { accountId: item.accountId, region: item.region },
        state: item.state,
        delaySeconds: item.delaySeconds,
        takenAt: item.takenAt ?? null,
        effect: JSON.parse(item.effect) as Effect,
      };
    },
    async take(drillId, effectId, takerId, at) {
      const take = effect
        .patch({ drillId, effectId })
        .set({ state: 'TAKEN', takerId, takenAt: at })
        .where(({ state }, { eq }) => eq(state, 'REQUESTED'));
      try {
        await take.go();
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
