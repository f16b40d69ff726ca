import type { Site } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import type { Ports } from '../ports.ts';

/** Creates the schedule of a hard stop. */
export async function armHardStop(
  ports: Ports,
  drillId: string,
  site: Site,
  effect: Extract<Effect, { kind: 'ArmHardStop' }>,
): Promise<Answer> {
  const { n, stopAt } = effect;
  await ports.schedules.create({
    name: `h-${drillId}-${n}`,
    at: stopAt,
    target: 'hardStop',
    payload: { drillId, n, site },
  });
  return { type: 'HardStopArmed', n, stopAt };
}

/** Creates the schedule of a wake. */
export async function armWake(
  ports: Ports,
  drillId: string,
  { n, wakeAt }: Extract<Effect, { kind: 'ArmWake' }>,
): Promise<Answer> {
  await ports.schedules.create({ name: `w-${drillId}-${n}`, at: wakeAt, target: 'wake', payload: { drillId, n } });
  return { type: 'WakeArmed', n, wakeAt };
}
