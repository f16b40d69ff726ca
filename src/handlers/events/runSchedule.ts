import { shown } from '../parsing/busEvent.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { dueRunOf } from '../parsing/schedulePayload.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { runDue } from './dueRun.ts';
import { publishEvents } from './publishEvents.ts';

/** EventBridge Scheduler: a time of a schedule of a plan. */
export const handler = eventHandler(async (payload: unknown): Promise<void> => {
  const ports = wiring();
  const run = dueRunOf(payload);
  if (run === undefined) {
    return ports.log.error('a scheduled run could not be read and was dropped', { payload: shown(payload) });
  }
  await runDue(ports, run, settings(), publishEvents);
});
