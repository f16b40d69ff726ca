import type { FailedCheck } from '../drill.ts';
import type { Step } from '../step.ts';

/** A run of a schedule is refused while an earlier drill of that schedule is open. The save decides it by the site. */
export function overlapFailure({ drill, site }: Pick<Step, 'drill' | 'site'>): FailedCheck | undefined {
  const { schedule, drillId } = drill;
  if (schedule === undefined) return undefined;
  const earlier = Object.entries(site?.scheduled ?? {}).find(
    ([openId, name]) => openId !== drillId && name === schedule.name,
  );
  if (earlier === undefined) return undefined;
  const message = `Drill ${earlier[0]} of the schedule ${schedule.name} is still open.`;
  return { check: 'schedule-overlap', message };
}
