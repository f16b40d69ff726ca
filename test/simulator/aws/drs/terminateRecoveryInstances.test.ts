import { expect, it } from 'vitest';
import type { OtherWorld } from '../../../../src/simulator/aws/simulatedAws.ts';
import { caller, drs, ec2, faulty, givenWorld, jobOf, logOf, refusal, startDrill, wait } from '../../given.ts';

it('terminates recovery instances by a job; the entry stays TERMINATED for a while and is then removed', () => {
  const { world } = givenWorld();
  const instance = launched(world);
  const job = terminate(world, [instance]);
  expect(jobOf(world, job).at('job')).toMatchObject({
    type: 'TERMINATE',
    initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
    status: 'PENDING',
  });
  expect(world.history.terminations).toMatchObject([{ jobId: job, instanceIds: [instance] }]);
  waitForEnd(world, job);
  expect(jobOf(world, job).at('job.participatingServers')).toEqual([]);
  expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('TERMINATED');
  expect(logOf(world, job).map((line) => line.at('event'))).toEqual([
    'JOB_START',
    'CLEANUP_START',
    'CLEANUP_END',
    'JOB_END',
  ]);
  wait(world, 600);
  expect(drs(world, 'DescribeRecoveryInstances').at('items')).toEqual([]);
  expect(world.liveInstances()).toEqual([]);
});

it('refuses to terminate, and to launch, while a job works on the server', () => {
  const { world } = givenWorld();
  const instance = launched(world);
  const server = drs(world, 'DescribeSourceServers').text('items.0.sourceServerID');
  terminate(world, [instance]);
  expect(refusal(() => terminate(world, [instance])).status).toBe(409);
  expect(refusal(() => startDrill(world, [server])).status).toBe(409);
});

it('terminates a real recovery instance without any safeguard', () => {
  const { world } = givenWorld();
  world.startRealRecovery(caller, world.addServers(caller, 1));
  wait(world, 700);
  const [real] = world.liveInstances();
  expect(real?.isDrill).toBe(false);
  waitForEnd(world, terminate(world, [real?.instanceId ?? '']));
  expect(world.liveInstances()).toEqual([]);
});

it('refuses the whole call when one instance is unknown', () => {
  const { world } = givenWorld({ faults: faulty({ unknownIdError: 'ResourceNotFoundException' }) });
  const instance = launched(world);
  expect(refusal(() => terminate(world, [instance, 'i-00000000000000000'])).status).toBe(404);
  expect(world.liveInstances()).toHaveLength(1);
  expect(world.history.terminations).toEqual([]);
});

it('counts terminate jobs against the 20', () => {
  const { world } = givenWorld();
  const servers = world.addServers(caller, 21);
  for (const server of servers.slice(0, 20)) startDrill(world, [server]);
  wait(world, 700);
  for (const { instanceId } of world.liveInstances()) terminate(world, [instanceId]);
  expect(refusal(() => startDrill(world, servers.slice(20))).status).toBe(402);
});

it('keeps the entry of an instance that a third party terminated: TERMINATED, later NOT_FOUND', () => {
  const { world } = givenWorld();
  const instance = launched(world);
  world.terminateOutside(caller, instance);
  wait(world, 120);
  expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('TERMINATED');
  wait(world, 7_200);
  expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('NOT_FOUND');
  waitForEnd(world, terminate(world, [instance]));
  wait(world, 600);
  expect(drs(world, 'DescribeRecoveryInstances').at('items')).toEqual([]);
});

it('logs when an instance could not be terminated, and the next attempt succeeds', () => {
  const until = Date.parse('2026-03-01T10:20:00Z');
  const { world } = givenWorld({ faults: faulty({ terminationFails: 1, faultsUntil: until }) });
  const instance = launched(world);
  const failed = terminate(world, [instance]);
  waitForEnd(world, failed);
  expect(logOf(world, failed).map((line) => line.at('event'))).toContain('CLEANUP_FAIL');
  expect(world.liveInstances()).toHaveLength(1);
  wait(world, 1_200);
  waitForEnd(world, terminate(world, [instance]));
  expect(world.liveInstances()).toEqual([]);
});

it('shows the end of the instance and its volumes in EC2', () => {
  const { world } = givenWorld();
  const instance = launched(world);
  const mappings = ec2(world, 'DescribeInstances', { InstanceIds: [instance] }).list(
    'Reservations.0.Instances.0.BlockDeviceMappings',
  );
  const VolumeIds = mappings.map((each) => each.text('Ebs.VolumeId'));
  expect(ec2(world, 'DescribeVolumes', { VolumeIds }).list('Volumes')).toHaveLength(1);
  waitForEnd(world, terminate(world, [instance]));
  wait(world, 60);
  expect(refusal(() => ec2(world, 'DescribeVolumes', { VolumeIds })).type).toBe('InvalidVolume.NotFound');
  expect(ec2(world, 'DescribeInstances', { InstanceIds: [instance] }).at('Reservations.0.Instances.0.State.Name')).toBe(
    'terminated',
  );
  wait(world, 3_700);
  expect(refusal(() => ec2(world, 'DescribeInstances', { InstanceIds: [instance] })).type).toBe(
    'InvalidInstanceID.NotFound',
  );
});

function launched(world: OtherWorld): string {
  startDrill(world, world.addServers(caller, 1));
  wait(world, 700);
  return drs(world, 'DescribeRecoveryInstances').text('items.0.recoveryInstanceID');
}

function terminate(world: OtherWorld, recoveryInstanceIDs: string[]): string {
  return drs(world, 'TerminateRecoveryInstances', { recoveryInstanceIDs }).text('job.jobID');
}

function waitForEnd(world: OtherWorld, job: string): void {
  for (let look = 0; look < 200 && jobOf(world, job).at('job.status') !== 'COMPLETED'; look++) wait(world, 3);
  expect(jobOf(world, job).at('job.status')).toBe('COMPLETED');
}
