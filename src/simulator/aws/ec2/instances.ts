import { cutActions } from '../drs/launchActions.ts';
import type { Instant } from '../instant.ts';
import { sendEvent } from '../messaging/eventBridge.ts';
import {
  faultsNow,
  type Instance,
  type InstanceState,
  plan,
  type Site,
  siteKey,
  type Timeline,
  type Volume,
  valueAt,
  type World,
} from '../state.ts';
import { newNetwork } from './instanceNetwork.ts';
import { noteDown } from './stateTransitions.ts';
import { createVolume } from './volumes.ts';

const ORDER: readonly InstanceState[] = ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'];
/**
 * EC2 user guide, "Terminate your instance": terminated instances remain visible for a short while, typically an
 * hour.
 */
export const TERMINATED_VISIBLE_MILLISECONDS = 3_600_000;

/** Adds an instance as `pending`, which runs from `runningAt` on. */
export function launchInstance(
  world: World,
  site: Site,
  instance: Instance,
  volumes: Volume[],
  runningAt: Instant,
  stops: boolean,
): void {
  instance.network = newNetwork(site, instance, world.state.now);
  site.instances[instance.instanceId] = instance;
  for (const volume of volumes) createVolume(site, volume);
  const { instanceId } = instance;
  planStart(world, site, instanceId, { runningAt, stops });
  if (instance.purpose === 'RECOVERY') drawTouchOutside(world, site, instanceId, runningAt);
}

/** Makes an instance pending, and running from `runningAt` on. With `stops` it is then stopped at once. */
export function planStart(
  world: World,
  site: Site,
  instanceId: string,
  { runningAt, stops }: { runningAt: Instant; stops: boolean },
): void {
  setState(world, site, instanceId, 'pending');
  const key = siteKey(site);
  plan(world, runningAt, { do: 'instance-state', site: key, instanceId, state: 'running' });
  if (!stops) return;
  plan(world, runningAt + 2_000, { do: 'instance-state', site: key, instanceId, state: 'stopping' });
  plan(world, runningAt + 6_000, { do: 'instance-state', site: key, instanceId, state: 'stopped' });
}

/** Whether EC2 refuses to terminate an instance at a moment. */
export function isProtected({ protections = [] }: Instance, at: Instant): boolean {
  return protections.some(({ from, until }) => from <= at && (until === null || at < until));
}

/** Enables or disables termination protection of an instance (EC2 API reference: ModifyInstanceAttribute). */
export function protect(world: World, instance: Instance, wanted: boolean): void {
  const { now } = world.state;
  if (wanted === isProtected(instance, now)) return;
  if (wanted) instance.protections = [...(instance.protections ?? []), { from: now, until: null }];
  else for (const one of instance.protections ?? []) one.until ??= now;
}

/** Starts the termination of an instance. A termination already under way continues unchanged. */
export function terminateInstance(world: World, site: Site, instanceId: string, terminatedAt: Instant): void {
  const instance = site.instances[instanceId];
  if (instance === undefined || !isLive(instance, world.state.now)) return;
  setState(world, site, instanceId, 'shutting-down');
  plan(world, terminatedAt, { do: 'instance-state', site: siteKey(site), instanceId, state: 'terminated' });
}

/**
 * Moves an instance to a state. States only go forward, except for a start: a late transition of an instance that is
 * going down is ignored.
 */
export function setState(world: World, site: Site, instanceId: string, state: InstanceState): void {
  const instance = site.instances[instanceId];
  if (instance === undefined) return;
  const current = valueAt(instance.states, world.state.now);
  const startsAgain = current === 'stopped' && state === 'pending';
  if (current !== undefined && !startsAgain && ORDER.indexOf(state) <= ORDER.indexOf(current)) return;
  instance.states.push([world.state.now, state]);
  noteDown(world, site, instance, state);
  if (state !== 'pending' && state !== 'running') cutActions(site, instance, world.state.now);
  if (instance.unreported !== true) sendStateEvent(world, site, instanceId, state);
  if (state !== 'terminated') return;
  const key = siteKey(site);
  plan(world, world.state.now + world.dice.between(500, 15_000), { do: 'volumes-gone', site: key, instanceId });
  const forgottenAt = world.state.now + TERMINATED_VISIBLE_MILLISECONDS + 600_000;
  plan(world, forgottenAt, { do: 'forget-instance', site: key, instanceId });
}

/** Whether an instance is neither terminated nor shutting down. */
export function isLive(instance: Instance, at: Instant): boolean {
  const state = valueAt(instance.states, at);
  return state !== undefined && state !== 'terminated' && state !== 'shutting-down';
}

/** When an instance last entered a state, or undefined when it never did up to this moment. */
export function enteredAt(states: Timeline<InstanceState>, state: InstanceState, at: Instant): Instant | undefined {
  return states.find(([since, value]) => value === state && since <= at)?.[0];
}

/** EC2 user guide, "instance state change events": lower-case states, no tags, no DRS ids. */
function sendStateEvent(world: World, site: Site, instanceId: string, state: InstanceState): void {
  sendEvent(world, {
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    account: site.accountId,
    region: site.region,
    resources: [`arn:aws:ec2:${site.region}:${site.accountId}:instance/${instanceId}`],
    detail: { 'instance-id': instanceId, state },
  });
}

function drawTouchOutside(world: World, site: Site, instanceId: string, runningAt: Instant): void {
  const faults = faultsNow(world);
  const ways = [
    [faults.terminatedOutside, 'terminate'],
    [faults.stoppedOutside, 'stop'],
    [faults.failsBackOutside, 'failBack'],
  ] as const;
  const how = ways.find(([rate]) => world.faultDice.chance(rate))?.[1];
  if (how === undefined) return;
  const at = runningAt + world.faultDice.between(1_000, faults.outsideWithinSeconds * 1000);
  plan(world, at, { do: 'touch-outside', site: siteKey(site), instanceId, how });
}
