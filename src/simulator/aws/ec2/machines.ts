import type { Instant } from '../instant.ts';
import type { Instance, Site, World } from '../state.ts';
import { newNetwork } from './instanceNetwork.ts';
import { planStart } from './instances.ts';
import { lastStop } from './stateTransitions.ts';
import { createVolume } from './volumes.ts';

const MONTH_MILLISECONDS = 30 * 86_400_000;

/** Adds a machine that DRS has not launched. */
export function addMachine(world: World, site: Site, state: 'running' | 'stopped'): string {
  const instanceId = `i-${world.dice.hex(17)}`;
  const volumeId = `vol-${world.dice.hex(17)}`;
  const launchedAt = world.state.now - MONTH_MILLISECONDS;
  const machine: Instance = {
    instanceId,
    purpose: 'MACHINE',
    sourceServerId: '',
    jobId: '',
    isDrill: false,
    launchedAt,
    states: [[launchedAt, state]],
    bootSeconds: 60,
    tags: { Name: 'payroll' },
    volumeIds: [volumeId],
  };
  machine.network = newNetwork(site, machine, world.state.now);
  site.instances[instanceId] = machine;
  const attachment = { instanceId, deviceName: '/dev/sda1', deleteOnTermination: true };
  createVolume(site, { volumeId, createdAt: launchedAt, deletedAt: null, sizeGiB: 8, tags: {}, attachment });
  return instanceId;
}

/**
 * Starts a stopped instance again. Its LaunchTime changes (EC2 API reference); its primary network interface stays
 * attached.
 */
export function startInstance(
  world: World,
  site: Site,
  instanceId: string,
  start: { tags: Record<string, string>; runningAt: Instant; stops: boolean },
): void {
  const instance = site.instances[instanceId];
  if (instance === undefined || instance.states.at(-1)?.[1] !== 'stopped') return;
  const { now } = world.state;
  instance.attachedAt ??= instance.launchedAt;
  instance.launchedAt = now;
  instance.states = lastStop(instance.states);
  Object.assign(instance.tags, start.tags);
  planStart(world, site, instanceId, start);
}
