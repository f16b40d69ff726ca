import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { flag, type Input, optionalText } from '../requestFields.ts';
import { describedAt, type Instance, type Site, siteOf, valueAt, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { CODES, chooseInstances } from './chooseInstances.ts';
import { getConsoleOutput, getConsoleScreenshot } from './consoles.ts';
import { networkView } from './instanceNetwork.ts';
import { enteredAt, isProtected } from './instances.ts';
import { describeInstanceTypes } from './instanceTypes.ts';
import { describeLaunchTemplates, describeLaunchTemplateVersions } from './launchTemplates.ts';
import { describeNetworkInterfaces, interfaceView } from './networkInterfaces.ts';
import { describeSnapshots } from './snapshots.ts';
import { transitionView } from './stateTransitions.ts';
import { describeSubnets } from './subnets.ts';
import { answerPage, refuse, tagsView } from './validation.ts';
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
  ['GetConsoleOutput', getConsoleOutput],
  ['GetConsoleScreenshot', getConsoleScreenshot],
]);

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
