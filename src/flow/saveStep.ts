import type { Drill } from '../drill/drill.ts';
import type { Fact } from '../drill/facts.ts';
import type { Input } from '../drill/inputs.ts';
import { closeForRecovery } from './leverInForce.ts';
import type { Ports, Save, Saved } from './ports.ts';

/** Saves a step, with what must precede the save and what must follow it. */
export async function saveStep(
  ports: Ports,
  { drill, facts }: { drill: Drill; facts: readonly Fact[] },
  save: Save,
): Promise<Saved> {
  // The lever closes before the save: if it closes once too often, a person reopens it; if it does not close, other
  // drills launch into the recovery.
  for (const fact of facts) if (fact.type === 'YieldedTo') await closeForRecovery(ports, drill.site, fact.jobId);
  const saved = await ports.drills.save(save);
  if (saved.result !== 'SAVED') return saved;
  for (const fact of facts)
    if (fact.type === 'LeakReported') ports.log.error('leak', { drillId: drill.drillId, ...fact });
  return saved;
}

/** The acts that a save could not withdraw, because they were taken already. */
export function foundTaken({ clock }: Ports, saved: Saved): Input[] {
  if (saved.result !== 'TAKEN') return [];
  const at = clock.now();
  return saved.effects.map((taken) => ({ type: 'EffectFoundTaken', at, ...taken }));
}
