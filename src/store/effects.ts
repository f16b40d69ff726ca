import type { Effect } from '../drill/effects.ts';
import type { Effects } from '../flow/ports.ts';
import { NewerSchema } from '../flow/wrong.ts';
import { isConditionFailure } from './conditionFailure.ts';
import { SCHEMA, type Tables } from './entities.ts';

/** Effects in DynamoDB. */
export function createEffects(tables: Tables): Effects {
  const { effect } = tables.entities;
  return {
    async load(drillId, effectId) {
      const { data } = await effect.get({ drillId, effectId }).go({ consistent: true });
      if (data === null) return undefined;
      if (data.schema > SCHEMA) throw new NewerSchema(`Effect ${effectId} of drill ${drillId}`);
      return {
        drillId,
        effectId,
        site: { accountId: data.accountId, region: data.region },
        state: data.state,
        delaySeconds: data.delaySeconds,
        takenAt: data.takenAt ?? null,
        effect: JSON.parse(data.effect) as Effect,
      };
    },
    async take(drillId, effectId, takerId, at) {
      const take = effect
        .patch({ drillId, effectId })
        .set({ state: 'TAKEN', takerId, takenAt: at })
        .where(({ state }, { eq }) => eq(state, 'ASKED'));
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
