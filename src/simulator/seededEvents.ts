import type { Site } from '../drill/drill.ts';
import { guardDrill } from '../flow/guard.ts';
import { reportRecovery } from '../flow/lever.ts';
import type { Ports } from '../flow/ports.ts';
import type { Delivery, EventBridgeEnvelope } from './aws.ts';
import { invoke } from './seededInvoke.ts';
import { targetArns } from './seededPorts.ts';
import { count, type Deployment, type SeededWorld, SITE } from './seededState.ts';

/** What leaves the other world: schedules to the deployment that made them, events to both. */
export function deliver(world: SeededWorld, delivery: Delivery): void {
  if (delivery.kind === 'schedule') return scheduleFired(world, delivery.targetArn, delivery.input);
  const late = world.tasks.now() - Date.parse(delivery.event.time);
  if (late > 2000) count(world, 'event late');
  for (const deployment of world.deployments) deliverEvent(world, deployment, delivery.event);
}

function scheduleFired(world: SeededWorld, targetArn: string, input: string): void {
  const payload = JSON.parse(input) as { drillId: string; n: number; site: Site };
  const deployment = world.deployments.find((one) => Object.values(targetArns(one)).includes(targetArn));
  if (deployment === undefined) return;
  if (targetArn === targetArns(deployment).wake) return wake(world, deployment, payload);
  const { drillId, n } = payload;
  send(world, deployment, `hard stop ${n} ${drillId}`, 60, async (ports) => {
    await guardDrill(ports, payload, world.scenario.limits.serversPerJob);
    const input = { type: 'HardStopFired', at: ports.clock.now(), n } as const;
    await ports.inbox.put(drillId, `stop/${n}`, ports.ids.next(), input);
  });
}

function wake(world: SeededWorld, deployment: Deployment, { drillId, n }: { drillId: string; n: number }): void {
  send(world, deployment, `wake ${n} ${drillId}`, 60, (ports) =>
    ports.inbox.put(drillId, `wake/${n}`, ports.ids.next(), { type: 'Woken', at: ports.clock.now(), n }),
  );
}

/** An event as the product's two doors take it. */
export function deliverEvent(world: SeededWorld, deployment: Deployment, event: EventBridgeEnvelope): void {
  if (event.source === 'aws.drs') launchReported(world, deployment, event);
  else if (event.detail['state'] === 'terminated') instanceGone(world, deployment, String(event.detail['instance-id']));
}

function launchReported(world: SeededWorld, deployment: Deployment, event: EventBridgeEnvelope): void {
  const sourceServerId = event.resources[0]?.split('/').at(-1) ?? '';
  const jobId = String(event.detail['job-id']);
  const result = event.detail['state'] === 'RECOVERY_LAUNCH_SUCCEEDED' ? 'LAUNCHED' : 'FAILED';
  send(world, deployment, `event ${jobId} ${sourceServerId}`, 60, async (ports) => {
    const { record } = await ports.sites.load(SITE);
    if (event.detail['is-drill'] === 'FALSE') await reportRecovery(ports, record, jobId);
    const { claims } = record;
    const drillId = Object.keys(claims).find((one) => claims[one]?.includes(sourceServerId));
    if (drillId === undefined) return;
    const input = { type: 'ServerReported', at: ports.clock.now(), sourceServerId, jobId, result } as const;
    await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, ports.ids.next(), input);
  });
}

function instanceGone(world: SeededWorld, deployment: Deployment, instanceId: string): void {
  send(world, deployment, `event ${instanceId}`, 60, async (ports) => {
    const ours = await ports.instances.find(SITE, instanceId);
    if (ours === undefined) return;
    const { drillId, sourceServerId } = ours;
    await ports.inbox.put(drillId, `gone/${instanceId}`, ports.ids.next(), {
      type: 'InstanceReportedGone',
      at: ports.clock.now(),
      instanceId,
      sourceServerId,
    });
  });
}

function send(
  world: SeededWorld,
  deployment: Deployment,
  name: string,
  againSeconds: number,
  work: (ports: Ports) => Promise<void>,
): void {
  const at = world.tasks.now() + world.dice.between(20, 400);
  const drillId = /d-\d{24}/.exec(name)?.[0];
  invoke(world, deployment, at, {
    name,
    ...(drillId === undefined ? {} : { drillId }),
    timeoutSeconds: name.startsWith('hard stop') ? 120 : 20,
    againSeconds,
    triesMax: 3,
    otherwise: 'DEAD_LETTER',
    work,
  });
}
