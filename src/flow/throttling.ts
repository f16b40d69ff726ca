import { PACE_SECONDS_MAX, PACE_SECONDS_MIN, PACE_SPREAD_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Site } from '../drill/drill.ts';
import type { EffectKind } from '../drill/effectKeys.ts';
import type { EffectItem, Ports } from './ports.ts';

/**
 * While AWS wants a pause at a site, effects that would call it there go back to the queue, each with its own delay.
 */
export async function isPostponed(ports: Ports, { drillId, effectId, site, effect }: EffectItem): Promise<boolean> {
  if (ELSEWHERE.has(effect.kind)) return false;
  const seconds = (((await ports.sites.pausedUntil(site)) ?? 0) - ports.clock.now()) / SECOND_MS;
  if (seconds <= 0) return false;
  await ports.queue.send({ drillId, effectId }, Math.ceil(seconds + ports.ids.random() * PACE_SPREAD_SECONDS));
  return true;
}

/** Records a throttled call for every function that works at this site. */
export async function slowDown(ports: Ports, site: Site, hintSeconds: number | undefined): Promise<void> {
  const seconds = Math.min(Math.max(hintSeconds ?? 0, PACE_SECONDS_MIN), PACE_SECONDS_MAX);
  await ports.sites.pause(site, ports.clock.now() + seconds * SECOND_MS);
}

/** These call neither DRS nor EC2. */
const ELSEWHERE: ReadonlySet<EffectKind> = new Set(['Wake', 'ArmWake', 'ArmHardStop']);
