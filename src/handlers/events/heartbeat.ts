import { SECOND_MS } from '../../drill/bounds.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { heartbeatAdapter } from '../wiring/heartbeat.ts';
import { wiring } from '../wiring/wiring.ts';

const TRIES_MAX = 3;

/**
 * Once a day, and when a drill has PASSED: sends the external monitor a heartbeat, unless an alarm is active. When the
 * monitor does not accept it, only the log says so: the missing heartbeat raises the monitor's own alarm.
 */
export const handler = eventHandler(async (): Promise<void> => {
  const { alarms, heartbeat, clock, log } = wiring(heartbeatAdapter);
  if (heartbeat === null) return;
  const ringing = await alarms.ringing();
  if (ringing.length > 0) return log.error('no heartbeat, because alarms are active', { alarms: ringing });
  let why: string | undefined;
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    why = await heartbeat.ping();
    if (why === undefined) return;
    if (tries < TRIES_MAX) await clock.pause(SECOND_MS);
  }
  log.error('the monitor did not accept the heartbeat', { why, tries: TRIES_MAX });
});
