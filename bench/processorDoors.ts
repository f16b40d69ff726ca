import type { Site } from '../src/drill/drill.ts';
import { guardDrill } from '../src/flow/guard.ts';
import type { Ports } from '../src/flow/ports.ts';
import type { EventBridgeEnvelope } from '../src/simulator/aws.ts';

/** What schedules call. */
export const TARGET_ARNS = {
  wake: 'arn:aws:lambda:us-east-1:111122223333:function:wake',
  hardStop: 'arn:aws:lambda:us-east-1:111122223333:function:hardStop',
};

/** A wake or a hard stop, as their doors take it. */
export async function scheduleFired(
  ports: Ports,
  targetArn: string,
  stop: { drillId: string; n: number; site: Site },
): Promise<void> {
  const { drillId, n } = stop;
  const at = ports.clock.now();
  if (targetArn === TARGET_ARNS.wake)
    return ports.inbox.put(drillId, `wake/${n}`, ports.ids.next(), { type: 'Woken', at, n });
  await guardDrill(ports, stop);
  await ports.inbox.put(drillId, `stop/${n}`, ports.ids.next(), { type: 'HardStopFired', at, n });
}

/** DRS tells how a launch went. */
export async function launchReported({ sites, inbox, clock }: Ports, event: EventBridgeEnvelope): Promise<void> {
  const sourceServerId = event.resources[0]?.split('/').at(-1) ?? '';
  const jobId = String(event.detail['job-id']);
  const { claims } = (await sites.load(siteOf(event))).record;
  const drillId = Object.keys(claims).find((one) => claims[one]?.includes(sourceServerId));
  if (drillId === undefined) return;
  const result = event.detail['state'] === 'RECOVERY_LAUNCH_SUCCEEDED' ? 'LAUNCHED' : 'FAILED';
  const input = { type: 'ServerReported', at: clock.now(), sourceServerId, jobId, result } as const;
  await inbox.put(drillId, `report/${jobId}/${sourceServerId}`, event.id, input);
}

/** EC2 tells that an instance is terminated. */
export async function instanceGone({ instances, inbox, clock }: Ports, event: EventBridgeEnvelope): Promise<void> {
  const instanceId = String(event.detail['instance-id']);
  const ours = await instances.find(siteOf(event), instanceId);
  if (ours === undefined) return;
  const { drillId, sourceServerId } = ours;
  const input = { type: 'InstanceReportedGone', at: clock.now(), instanceId, sourceServerId } as const;
  await inbox.put(drillId, `gone/${instanceId}`, event.id, input);
}

function siteOf({ account: accountId, region }: EventBridgeEnvelope): Site {
  return { accountId, region };
}
