import type { Site } from '../../drill/drill.ts';
import type { Ports } from '../../flow/ports.ts';
import { commandReported, hardStopFired, instanceReported, launchReported, wakeFired } from '../../flow/signals.ts';
import { type Delivery, type EventBridgeEnvelope, outsideEventOf } from '../aws/contract.ts';
import { isLetThrough, timeoutSecondsOf, triesOf } from '../lambda/deployedSettings.ts';
import { noteRealRecovery } from './promises/watchSignals.ts';
import { invoke } from './seededInvoke.ts';
import { runFired } from './seededRuns.ts';
import { targetArns } from './seededScheduler.ts';
import { count, type Deployment, type SeededWorld } from './seededState.ts';

/** Delivers what simulated AWS emits: a schedule to the deployment that created it, an event to both. */
export function deliver(world: SeededWorld, delivery: Delivery): void {
  if (delivery.kind === 'schedule') {
    if (runFired(world, delivery.targetArn, JSON.parse(delivery.input))) return;
    return scheduleFired(world, delivery.targetArn, delivery.input);
  }
  const late = world.tasks.now() - Date.parse(delivery.event.time);
  if (late > 2000) count(world, 'event late');
  for (const deployment of world.deployments) deliverEvent(world, deployment, delivery.event);
}

function scheduleFired(world: SeededWorld, targetArn: string, input: string): void {
  const payload = JSON.parse(input) as { drillId: string; n: number; site: Site };
  const deployment = world.deployments.find((one) => Object.values(targetArns(one)).includes(targetArn));
  if (deployment === undefined) return;
  const { drillId, n } = payload;
  if (targetArn === targetArns(deployment).wake)
    return send(world, deployment, 'wake', `wake ${n} ${drillId}`, (ports) => wakeFired(ports, payload));
  send(world, deployment, 'hardStop', `hard stop ${n} ${drillId}`, (ports) =>
    hardStopFired(ports, payload, world.scenario.limits.serversPerJob),
  );
}

/** Delivers an event to the event handlers whose EventBridge rules match it. */
export function deliverEvent(world: SeededWorld, deployment: Deployment, event: EventBridgeEnvelope): void {
  const events = outsideEventOf(event);
  const { 'job-id': jobId = '', 'instance-id': instanceId = '' } = event.detail;
  if (isLetThrough('drsEvent', event))
    send(world, deployment, 'drsEvent', `event ${jobId} ${events.resource.split('/').at(-1)}`, async (ports) => {
      const noteMessage = noteRealRecovery(world, deployment, event);
      await launchReported(ports, events);
      noteMessage();
    });
  if (isLetThrough('ec2Event', event))
    send(world, deployment, 'ec2Event', `event ${instanceId}`, async (ports) => {
      await instanceReported(ports, events);
    });
  if (isLetThrough('ssmEvent', event))
    send(world, deployment, 'ssmEvent', `event ${instanceId} of a command`, async (ports) => {
      await commandReported(ports, events);
    });
}

function send(
  world: SeededWorld,
  deployment: Deployment,
  functionName: string,
  name: string,
  work: (ports: Ports) => Promise<void>,
): void {
  const at = world.tasks.now() + world.dice.between(20, 400);
  const drillId = /\bd-[0-9a-z]{24}\b/.exec(name)?.[0];
  invoke(world, deployment, at, {
    name,
    ...(drillId === undefined ? {} : { drillId }),
    timeoutSeconds: timeoutSecondsOf(functionName),
    againSeconds: ASYNCHRONOUS_AGAIN_SECONDS,
    triesMax: triesOf(functionName),
    otherwise: 'DEAD_LETTER',
    work,
  });
}

/** Lambda developer guide, asynchronous invocation: one minute before the first retry. */
const ASYNCHRONOUS_AGAIN_SECONDS = 60;
