import { SECOND_MS } from '../src/drill/bounds.ts';
import type { Site } from '../src/drill/drill.ts';
import { guardDrill } from '../src/flow/guard.ts';
import type { Ports } from '../src/flow/ports.ts';
import type { Delivery, EventBridgeEnvelope } from '../src/simulator/aws.ts';
import { drawMilliseconds } from './latency.ts';
import { type Ours, TARGET_ARNS } from './ours.ts';

/** What leaves AWS, through the product's doors for machines (src/handlers: drsEvent, ec2Event, wake, hardStop). */
export function deliverTo(ours: Ours, delivery: Delivery): void {
  if (delivery.kind === 'schedule') return scheduleFired(ours, delivery.targetArn, delivery.input);
  const { event } = delivery;
  const isLaunch = event.source === 'aws.drs';
  if (!isLaunch && event.detail['state'] !== 'terminated') return;
  const { tasks, dice } = ours.world;
  const at = tasks.now() + drawMilliseconds('bus', dice);
  tasks.at(at, () => (isLaunch ? launchReported(ours, event) : instanceGone(ours, event)));
}

function scheduleFired(ours: Ours, targetArn: string, input: string): void {
  const payload = JSON.parse(input) as { drillId: string; n: number; site: Site };
  const { drillId, n } = payload;
  ours.world.counts.schedules += 1;
  if (targetArn === TARGET_ARNS.wake)
    return ours.runs('wake', (ports) =>
      ports.inbox.put(drillId, `wake/${n}`, ports.ids.next(), { type: 'Woken', at: ports.clock.now(), n }),
    );
  ours.runs('hardStop', async (ports) => {
    await guardDrill(ports, payload);
    await ports.inbox.put(drillId, `stop/${n}`, ports.ids.next(), { type: 'HardStopFired', at: ports.clock.now(), n });
  });
}

function launchReported(ours: Ours, { account: accountId, region, resources, detail }: EventBridgeEnvelope): void {
  const sourceServerId = resources[0]?.split('/').at(-1) ?? '';
  const jobId = String(detail['job-id']);
  const result = detail['state'] === 'RECOVERY_LAUNCH_SUCCEEDED' ? 'LAUNCHED' : 'FAILED';
  ours.runs('drsEvent', async (ports: Ports) => {
    const { claims } = (await ports.sites.load({ accountId, region })).record;
    const drillId = Object.keys(claims).find((one) => claims[one]?.includes(sourceServerId));
    if (drillId === undefined) return;
    const input = { type: 'ServerReported', at: ports.clock.now(), sourceServerId, jobId, result } as const;
    await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, ports.ids.next(), input);
  });
}

function instanceGone(ours: Ours, { account: accountId, region, detail }: EventBridgeEnvelope): void {
  const instanceId = String(detail['instance-id']);
  ours.runs('ec2Event', async (ports: Ports) => {
    const found = await ports.instances.find({ accountId, region }, instanceId);
    if (found === undefined) return;
    const { drillId, sourceServerId } = found;
    const input = { type: 'InstanceReportedGone', at: ports.clock.now(), instanceId, sourceServerId } as const;
    await ports.inbox.put(drillId, `gone/${instanceId}`, ports.ids.next(), input);
  });
}

/** A message waits in the queue for its delay and for the poller. */
export function queueDelay({ world }: Ours, seconds: number): number {
  return seconds * SECOND_MS + drawMilliseconds('queue', world.dice);
}
