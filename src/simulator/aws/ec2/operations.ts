import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { flag, type Input, optionalText, optionalTexts } from '../requestFields.ts';
import { describedAt, type Instance, type InstanceState, type Site, siteOf, valueAt, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { networkView } from './instanceNetwork.ts';
import { enteredAt, isProtected, TERMINATED_VISIBLE_MILLISECONDS } from './instances.ts';
import { describeInstanceTypes } from './instanceTypes.ts';
import { describeLaunchTemplates, describeLaunchTemplateVersions } from './launchTemplates.ts';
import { describeNetworkInterfaces, interfaceView } from './networkInterfaces.ts';
import { describeSnapshots } from './snapshots.ts';
import { transitionView } from './stateTransitions.ts';
import { describeSubnets } from './subnets.ts';
import { answerPage, type Filter, named, readFilters, refuse, tagsView } from './validation.ts';
import { deleteVolumeByCall, describeVolumes, volumesOf } from './volumes.ts';

/*
 * Amazon EC2, as far as drills use it. Not simulated:
 * - write operations other than DeleteVolume: instances come and go through DRS or the world's own handles;
 * - networks other than the free addresses of subnets, images, capacity, Spot instances, stop protection, hibernation;
 * - snapshots other than those taken by launches;
 * - impaired status checks (a check that never passes is a server with very long bootSeconds), scheduled events;
 * - replication servers; filters other than those named here;
 * - launch templates of more than one version.
 */

/** Carries out one call to EC2: members as the SDK names them, timestamps as ISO strings. */
export function callEc2(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined) throw new AwsFault('InvalidAction', 400, `The action ${operation} is not simulated`);
  return carryOut(world, input, caller);
}

const OPERATIONS: ReadonlyMap<string, typeof describeInstances> = new Map([
  ['DescribeInstances', describeInstances],
  ['DescribeInstanceStatus', describeInstanceStatus],
  ['DescribeInstanceAttribute', describeInstanceAttribute],
  ['DescribeVolumes', describeVolumes],
  ['DeleteVolume', deleteVolumeByCall],
  ['DescribeNetworkInterfaces', describeNetworkInterfaces],
  ['DescribeSnapshots', describeSnapshots],
  ['DescribeLaunchTemplates', describeLaunchTemplates],
  ['DescribeLaunchTemplateVersions', describeLaunchTemplateVersions],
  ['DescribeInstanceTypes', describeInstanceTypes],
  ['DescribeSubnets', describeSubnets],
]);

/** EC2 API reference, InstanceState: the codes of the states. */
const CODES: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

const INSTANCE_FILTERS: Readonly<Record<string, Filter<Instance>>> = {
  'instance-id': (instance) => [instance.instanceId],
  'instance-state-name': (instance, at) => [valueAt(instance.states, at)],
  'instance-state-code': (instance, at) => [CODES[valueAt(instance.states, at) ?? 'pending'].toString()],
  'tag-key': (instance) => Object.keys(instance.tags),
};

function describeInstances(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const found = chooseInstances(world, site, input, at);
  return answerPage(world, input, 'Reservations', found, instanceIdOf, (instance) => ({
    ReservationId: `r-${instance.instanceId.slice(2)}`,
    OwnerId: site.accountId,
    Instances: [instanceView(site, instance, at)],
  }));
}

function describeInstanceStatus(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const all = flag(input, 'IncludeAllInstances', refuse);
  const found = chooseInstances(world, site, input, at).filter(
    (instance) => all || valueAt(instance.states, at) === 'running',
  );
  return answerPage(world, input, 'InstanceStatuses', found, instanceIdOf, (instance) =>
    statusView(site, instance, at),
  );
}

/** EC2 API reference, DescribeInstanceAttribute: one attribute of one instance. No other attribute is simulated. */
function describeInstanceAttribute(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const InstanceId = optionalText(input, 'InstanceId', refuse) ?? refuse('instanceId', 'must be given');
  if (optionalText(input, 'Attribute', refuse) !== 'disableApiTermination')
    refuse('attribute', 'is not disableApiTermination, the only simulated attribute');
  const [instance] = chooseInstances(world, siteOf(world, caller), { InstanceIds: [InstanceId] }, describedAt(world));
  return {
    InstanceId,
    DisableApiTermination: { Value: instance !== undefined && isProtected(instance, world.state.now) },
  };
}

function instanceIdOf(instance: Instance): string {
  return instance.instanceId;
}

function chooseInstances(world: World, site: Site, input: Input, at: Instant): Instance[] {
  const ids = optionalTexts(input, 'InstanceIds', refuse);
  const malformed = ids?.find((id) => !/^i-[0-9a-f]{8,17}$/.test(id));
  if (malformed !== undefined)
    throw new AwsFault('InvalidInstanceID.Malformed', 400, `Invalid id: "${malformed}" (expecting "i-...")`);
  const visible = (instance: Instance) => isVisible(instance, at, world.state.now);
  const candidates =
    ids === undefined || ids.length === 0
      ? Object.values(site.instances).filter(visible)
      : [...new Set(ids)].flatMap((id) => site.instances[id] ?? []).filter(visible);
  const wanted = named(candidates, ids, (each) => each.instanceId, 'InvalidInstanceID.NotFound', 'instance ID');
  return wanted.filter(readFilters(input, INSTANCE_FILTERS, (instance: Instance) => instance.tags, at));
}

function isVisible(instance: Instance, at: Instant, now: Instant): boolean {
  if (valueAt(instance.states, at) === undefined) return false;
  const ended = enteredAt(instance.states, 'terminated', at);
  return ended === undefined || now - ended <= TERMINATED_VISIBLE_MILLISECONDS;
}

function instanceView(site: Site, instance: Instance, at: Instant): Record<string, unknown> {
  const state = valueAt(instance.states, at) ?? 'pending';
  const volumes = state === 'terminated' ? [] : volumesOf(site, instance);
  return {
    InstanceId: instance.instanceId,
    InstanceType: site.servers[instance.sourceServerId]?.instanceType ?? 't3.micro',
    State: { Name: state, Code: CODES[state] },
    LaunchTime: ec2Time(instance.launchedAt),
    Placement: { AvailabilityZone: `${site.region}a` },
    ...transitionView(instance, at),
    Tags: tagsView(instance.tags),
    ...networkView(instance, state),
    NetworkInterfaces: state === 'terminated' ? [] : [interfaceView(instance)],
    BlockDeviceMappings: volumes.map((volume) => ({
      DeviceName: volume.attachment?.deviceName,
      Ebs: {
        VolumeId: volume.volumeId,
        Status: 'attached',
        DeleteOnTermination: volume.attachment?.deleteOnTermination,
      },
    })),
  };
}

/** EC2 user guide, status checks: `initializing` first; `not-applicable` for an instance that is not running. */
function statusView(site: Site, instance: Instance, at: Instant): Record<string, unknown> {
  const state = valueAt(instance.states, at) ?? 'pending';
  const runningSince = enteredAt(instance.states, 'running', at);
  const passed = runningSince !== undefined && at >= runningSince + instance.bootSeconds * 1000;
  const status = state !== 'running' ? 'not-applicable' : passed ? 'ok' : 'initializing';
  const details = [{ Name: 'reachability', Status: passed ? 'passed' : 'initializing' }];
  const check = state === 'running' ? { Status: status, Details: details } : { Status: status };
  return {
    InstanceId: instance.instanceId,
    AvailabilityZone: `${site.region}a`,
    InstanceState: { Name: state, Code: CODES[state] },
    InstanceStatus: check,
    SystemStatus: structuredClone(check),
  };
}
