import { busEvent, shown } from './busEvent.ts';
import { member } from './httpRequest.ts';
import { machineDoor } from './machineDoor.ts';
import { wiring } from './wiring.ts';

/** EventBridge: EC2 Instance State-change Notification, terminated. A hint that one of our instances is gone. */
export const handler = machineDoor(async (event: unknown): Promise<void> => {
  const { log, instances, inbox, clock } = wiring();
  const told = busEvent(event);
  const instanceId = member(told?.detail, 'instance-id');
  const state = member(told?.detail, 'state');
  const isReadable = typeof instanceId === 'string' && /^i-[0-9a-f]{8,17}$/i.test(instanceId);
  if (told === undefined || !isReadable || typeof state !== 'string') {
    return log.error('an EC2 event could not be read and was dropped', { event: shown(event) });
  }
  if (state !== 'terminated') return;
  const ours = await instances.find({ accountId: told.account, region: told.region }, instanceId);
  if (ours === undefined) return;
  const { drillId, sourceServerId } = ours;
  const input = { type: 'InstanceReportedGone' as const, at: clock.now(), instanceId, sourceServerId };
  await inbox.put(drillId, `gone/${instanceId}`, told.id, input);
});
