import { expect, it } from 'vitest';
import { beginning, caller, drs, ec2, faulty, givenWorld, refusal, startDrill, wait } from '../../given.ts';

it('shows an instance with its tags, disks and launch time as soon as the launch has created it', () => {
  const { world } = givenWorld();
  const [server = ''] = world.addServers(caller, [{ diskCount: 2, tags: { Tier: 'gold' } }]);
  const job = startDrill(world, [server]);
  wait(world, 700);
  const found = ec2(world, 'DescribeInstances', { Filters: [{ Name: 'tag:drs.amazonaws.com-job', Values: [job] }] });
  const [instance] = found.list('Reservations.0.Instances');
  expect(instance?.at('State')).toEqual({ Name: 'running', Code: 16 });
  expect(instance?.at('Tags')).toEqual(
    expect.arrayContaining([
      { Key: 'AWSElasticDisasterRecoveryManaged', Value: 'drs.amazonaws.com' },
      { Key: 'AWSElasticDisasterRecoverySourceServerID', Value: server },
      { Key: 'Tier', Value: 'gold' },
    ]),
  );
  expect(instance?.list('BlockDeviceMappings')).toHaveLength(2);
  expect(Date.parse(instance?.text('LaunchTime') ?? '')).toBeGreaterThan(beginning);
});

it('reports status initializing, then ok once the server has booted', () => {
  const { world } = givenWorld();
  startDrill(world, world.addServers(caller, [{ launchSeconds: 60, bootSeconds: 300 }]));
  wait(world, 80);
  const status = () => ec2(world, 'DescribeInstanceStatus').list('InstanceStatuses')[0];
  expect(status()?.at('InstanceStatus.Status')).toBe('initializing');
  expect(status()?.at('SystemStatus.Status')).toBe('initializing');
  wait(world, 300);
  expect(status()?.at('InstanceStatus')).toEqual({
    Status: 'ok',
    Details: [{ Name: 'reachability', Status: 'passed' }],
  });
  expect(status()?.at('SystemStatus.Status')).toBe('ok');
});

it('returns the status of instances that are not running only with IncludeAllInstances', () => {
  const { world } = givenWorld();
  startDrill(world, world.addServers(caller, 1));
  wait(world, 700);
  const [instance] = world.liveInstances();
  const InstanceIds = [instance?.instanceId];
  world.stopOutside(caller, instance?.instanceId ?? '');
  wait(world, 60);
  expect(ec2(world, 'DescribeInstanceStatus', { InstanceIds }).at('InstanceStatuses')).toEqual([]);
  const all = ec2(world, 'DescribeInstanceStatus', { InstanceIds, IncludeAllInstances: true });
  expect(all.at('InstanceStatuses.0.InstanceState')).toEqual({ Name: 'stopped', Code: 80 });
  expect(all.at('InstanceStatuses.0.InstanceStatus')).toEqual({ Status: 'not-applicable' });
  expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('STOPPED');
});

it('refuses unknown and malformed ids, filters and actions', () => {
  const { world } = givenWorld();
  const typeOf = (operation: string, input: Record<string, unknown>) =>
    refusal(() => ec2(world, operation, input)).type;
  expect(typeOf('DescribeInstances', { InstanceIds: ['i-00000000000000000'] })).toBe('InvalidInstanceID.NotFound');
  expect(typeOf('DescribeInstanceStatus', { InstanceIds: ['server-1'] })).toBe('InvalidInstanceID.Malformed');
  expect(typeOf('DescribeVolumes', { VolumeIds: ['vol-00000000000000000'] })).toBe('InvalidVolume.NotFound');
  expect(typeOf('DescribeInstances', { Filters: [{ Name: 'colour', Values: ['red'] }] })).toBe('InvalidParameterValue');
  expect(typeOf('TerminateInstances', { InstanceIds: ['i-00000000000000000'] })).toBe('InvalidAction');
});

it('filters by state and by tags with wildcards', () => {
  const { world } = givenWorld();
  startDrill(world, world.addServers(caller, [{ hostname: 'web-1' }, { hostname: 'db-1' }]));
  wait(world, 700);
  const namesOf = (...Filters: object[]) =>
    ec2(world, 'DescribeInstances', { Filters })
      .list('Reservations')
      .flatMap((each) => each.list('Instances.0.Tags'))
      .flatMap((tag) => (tag.at('Key') === 'Name' ? [tag.text('Value')] : []));
  const running = { Name: 'instance-state-name', Values: ['running'] };
  expect(namesOf(running).toSorted()).toEqual(['db-1', 'web-1']);
  expect(namesOf(running, { Name: 'tag:Name', Values: ['web-*'] })).toEqual(['web-1']);
  expect(namesOf({ Name: 'tag:Name', Values: ['web-?', 'none'] })).toEqual(['web-1']);
  expect(namesOf({ Name: 'tag:Name', Values: ['web'] })).toEqual([]);
});

it('finds the volumes of an instance', () => {
  const { world } = givenWorld();
  const [server = '', other = ''] = world.addServers(caller, [{ diskCount: 3 }, {}]);
  startDrill(world, [server, other]);
  wait(world, 700);
  const first = world.liveInstances().find((each) => each.sourceServerId === server);
  const Filters = [{ Name: 'attachment.instance-id', Values: [first?.instanceId] }];
  const volumes = ec2(world, 'DescribeVolumes', { Filters }).list('Volumes');
  expect(volumes).toHaveLength(3);
  expect(volumes[0]?.at('Attachments.0.InstanceId')).toBe(first?.instanceId);
});

it('has the launch template that the launch configuration names', () => {
  const { world } = givenWorld();
  const [server = ''] = world.addServers(caller, 1);
  const LaunchTemplateId = drs(world, 'GetLaunchConfiguration', { sourceServerID: server }).at('ec2LaunchTemplateID');
  const versions = ec2(world, 'DescribeLaunchTemplateVersions', { LaunchTemplateId, Versions: ['$Default'] });
  expect(versions.at('LaunchTemplateVersions.0')).toMatchObject({
    LaunchTemplateId,
    VersionNumber: 1,
    DefaultVersion: true,
  });
});

it('returns reservations page by page', () => {
  const { world } = givenWorld({ pageSize: 2 });
  startDrill(world, world.addServers(caller, 3));
  wait(world, 700);
  const Filters = [{ Name: 'instance-state-name', Values: ['running'] }];
  const first = ec2(world, 'DescribeInstances', { Filters });
  const second = ec2(world, 'DescribeInstances', { Filters, NextToken: first.at('NextToken') });
  expect([first.list('Reservations').length, second.list('Reservations').length]).toEqual([2, 1]);
  expect(second.at('NextToken')).toBeUndefined();
});

it('leaves a volume that a third party attached unattached after the instance is terminated', () => {
  const { world } = givenWorld();
  startDrill(world, world.addServers(caller, 1));
  wait(world, 700);
  const [instance] = world.liveInstances();
  const attached = world.attachVolume(caller, instance?.instanceId ?? '');
  const mapped = ec2(world, 'DescribeInstances', { InstanceIds: [instance?.instanceId] });
  world.terminateOutside(caller, instance?.instanceId ?? '');
  wait(world, 120);
  const left = ec2(world, 'DescribeVolumes').list('Volumes');
  expect(mapped.list('Reservations.0.Instances.0.BlockDeviceMappings')).toHaveLength(2);
  expect(left.map((volume) => [volume.at('VolumeId'), volume.at('State')])).toEqual([[attached, 'available']]);
});

it('reports when an instance was stopped in a lagging response, even after it was started again', () => {
  const faults = faulty({});
  const { world } = givenWorld({ faults });
  startDrill(world, world.addServers(caller, [{ launchSeconds: 60 }]));
  wait(world, 600);
  const instanceId = world.liveInstances()[0]?.instanceId ?? '';
  const stoppedAt = world.now();
  world.stopOutside(caller, instanceId);
  wait(world, 300);
  world.startOutside(caller, instanceId);
  wait(world, 1);
  // The response lags by up to some minutes, so most are from before the start.
  Object.assign(faults, { describeLagged: 1, describeLagSecondsMax: 200 });
  const reported = Array.from(
    { length: 10 },
    () => ec2(world, 'DescribeInstances', { InstanceIds: [instanceId] }).list('Reservations.0.Instances')[0],
  ).filter((instance) => instance?.at('State.Name') === 'stopped');
  const second = new Date(stoppedAt).toISOString().slice(0, 19).replace('T', ' ');
  expect(reported.map((instance) => instance?.at('StateTransitionReason'))).toContain(`User initiated (${second} GMT)`);
  expect(new Set(reported.map((instance) => instance?.at('StateTransitionReason'))).size).toBe(1);
});
