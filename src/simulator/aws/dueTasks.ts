import type { Caller, Delivery } from './contract.ts';
import { isProtected, launchInstance, setState, terminateInstance } from './ec2/instances.ts';
import { startInstance } from './ec2/machines.ts';
import { createVolume, deleteVolume, releaseVolumes } from './ec2/volumes.ts';
import { sendEvent } from './messaging/eventBridge.ts';
import { endSchedule, fireSchedule } from './messaging/scheduleFiring.ts';
import { stepCommand } from './ssm/commandSteps.ts';
import { plan, siteKey, siteOf, type Task, type World } from './state.ts';

/** Runs one due task. Returns the delivery to a consumer, if there is one. */
export function runDueTask(world: World, task: Task): Delivery | undefined {
  switch (task.do) {
    case 'send-event':
      sendEvent(world, task.envelope);
      return undefined;
    case 'deliver-event':
      return { kind: 'event', at: world.state.now, event: task.event };
    case 'fire-schedule':
      return fireSchedule(world, task);
    case 'end-schedule':
      endSchedule(world, task.key, task.creation);
      return undefined;
    case 'message-visible':
      return undefined;
    default:
      applyToInstance(world, task);
      return undefined;
  }
}

function applyToInstance(world: World, task: Extract<Task, { site: string }>): void {
  const site = world.state.sites[task.site];
  if (site === undefined) return;
  switch (task.do) {
    case 'launch-instance':
      launchInstance(world, site, task.instance, task.volumes, task.runningAt, task.stops);
      break;
    case 'start-instance':
      startInstance(world, site, task.instanceId, task);
      break;
    case 'instance-state':
      setState(world, site, task.instanceId, task.state);
      break;
    case 'terminate-instance':
      terminateInstance(world, site, task.instanceId, task.terminatedAt);
      break;
    case 'touch-outside':
      touchOutside(world, site, task.instanceId, task.how);
      break;
    case 'volumes-gone':
      releaseVolumes(world, site, task.instanceId);
      break;
    case 'create-volume':
      createVolume(site, task.volume);
      break;
    case 'delete-volume':
      deleteVolume(world, site, task.volumeId);
      break;
    case 'forget-instance':
      delete site.instances[task.instanceId];
      break;
    default:
      stepCommand(world, site, task);
  }
}

/**
 * Has a third party in the account stop or terminate an instance, shut it down from within, or fail back through it
 * for a while.
 */
export function touchOutside(
  world: World,
  caller: Caller,
  instanceId: string,
  how: 'stop' | 'shutDown' | 'terminate' | 'failBack',
): void {
  const site = siteOf(world, caller);
  const at = world.state.now;
  const instance = site.instances[instanceId];
  if (how === 'failBack') {
    const entry = site.recoveryInstances[instanceId];
    if (entry !== undefined) entry.failback = { from: at, until: at + world.dice.between(600, 7200) * 1000 };
    return;
  }
  if (how === 'terminate') {
    if (instance !== undefined && isProtected(instance, at)) return;
    terminateInstance(world, site, instanceId, at + world.dice.between(20_000, 60_000));
    return;
  }
  if (how === 'shutDown' && instance !== undefined) instance.shutDownInsideAt = at;
  setState(world, site, instanceId, 'stopping');
  const stoppedAt = at + world.dice.between(10_000, 40_000);
  plan(world, stoppedAt, { do: 'instance-state', site: siteKey(site), instanceId, state: 'stopped' });
}
