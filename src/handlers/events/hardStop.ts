import { hardStopFired } from '../../flow/signals.ts';
import { shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { drillIdOf, numberOf, siteOf } from '../parsing/schedulePayload.ts';
import { drsAdapter } from '../wiring/drs.ts';
import { scheduleAdapter } from '../wiring/schedule.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/** EventBridge Scheduler: a drill's hard stop. */
export const handler = eventHandler(async (payload: unknown): Promise<void> => {
  const ports = wiring({ ...drsAdapter, ...scheduleAdapter });
  const [drillId, n, site] = [drillIdOf(payload), numberOf(payload), siteOf(payload)];
  if (drillId === undefined || n === undefined || site === undefined) {
    return ports.log.error('a hard stop could not be read and was dropped', { payload: shown(payload) });
  }
  await hardStopFired(ports, { site, drillId, n }, settings().limits.serversPerJob);
});
