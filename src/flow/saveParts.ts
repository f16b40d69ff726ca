import type { Drill } from '../drill/drill.ts';
import { ACTS } from '../drill/effects.ts';
import type { Fact } from '../drill/facts.ts';
import type { Save } from './ports.ts';

/**
 * The acts among the effects that these facts answer: only an act must never be performed twice. A repeated question
 * finds that its drill no longer waits for the answer.
 */
export function actsAnswered(before: Drill | undefined, facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'EffectAnswered') return [];
    const kind = before?.open[fact.effectId]?.kind;
    return kind === undefined || ACTS.has(kind) ? [fact.effectId] : [];
  });
}

/** The recovery instances that these facts are the first to show. */
export function instancesFound(facts: readonly Fact[]): Save['instances'] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'InstanceFound' && fact.type !== 'VolumesSeen') return [];
    const { sourceServerId, instanceId, volumeIds } = fact;
    return [{ sourceServerId, instanceId, volumeIds }];
  });
}
