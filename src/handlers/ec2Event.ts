import type { EventBridgeEvent } from 'aws-lambda';
import { wiring } from './wiring.ts';

/** EventBridge: EC2 Instance State-change Notification, terminated. A hint that one of our instances is gone. */
export async function handler(
  event: EventBridgeEvent<string, { state?: unknown; 'instance-id'?: unknown }>,
): Promise<void> {
  const { log, instances, inbox, ids, clock } = wiring();
  const instanceId = event.detail?.['instance-id'];
  const state = event.detail?.state;
  if (typeof instanceId !== 'string' || !/^i-[0-9a-f]{8,17}$/i.test(instanceId) || typeof state !== 'string') {
    return log.error('an EC2 event could not be read and was dropped', { event });
  }
  if (state !== 'terminated') return;
  const ours = await instances.find({ accountId: event.account, region: event.region }, instanceId);
  if (ours === undefined) return;
  const { drillId, sourceServerId } = ours;
  const input = { type: 'InstanceReportedGone' as const, at: clock.now(), instanceId, sourceServerId };
  await inbox.put(drillId, `gone/${instanceId}`, event.id || ids.next(), input);
}
