import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeptWorld } from '../../../src/simulator/aws/persistentAws.ts';
import { createSavedState } from '../../../src/simulator/aws/savedState.ts';
import { createOtherWorld, type OtherWorld } from '../../../src/simulator/aws/simulatedAws.ts';
import { answer, beginning, caller, ec2, faulty, givenWorld, startDrill, wait } from '../given.ts';

describe('the network of instances', () => {
  it('has an address for each, also when their subnet is full, and gives a free one again', () => {
    const { world } = givenWorld();
    const machines = Array.from({ length: 300 }, () => world.addMachine(caller, 'running'));
    const addresses = addressesIn(world);
    expect(new Set(addresses).size).toBe(300);
    expect(addresses[0]).toMatch(/\.4$/);
    expect(addresses[250]?.replace(/\d+$/, '')).toBe(addresses[0]?.replace(/\d+$/, ''));
    expect(addresses[251]).toBe('10.128.0.0');
    world.terminateOutside(caller, machines[7] ?? '');
    wait(world, 600);
    world.addMachine(caller, 'running');
    expect(addressesIn(world).at(-1)).toBe(addresses[7]);
  });

  it('is kept in saved state', () => {
    const { world, instanceId } = givenInstance();
    const again = createOtherWorld({ seed: 1, now: 0, state: world.state() });
    expect(addressOf(again, instanceId)).toBe(addressOf(world, instanceId));
  });

  it('is now and then left out of an answer', () => {
    const { world, instanceId } = givenInstance({ membersMissing: 1 });
    const seen = Array.from({ length: 60 }, () => {
      const [found] = ec2(world, 'DescribeInstances', { InstanceIds: [instanceId] }).list('Reservations');
      return found?.list('Instances')[0]?.raw ?? {};
    });
    for (const member of ['PrivateIpAddress', 'SubnetId', 'SecurityGroups']) {
      expect(seen.some((instance) => !(member in instance))).toBe(true);
      expect(seen.some((instance) => member in instance)).toBe(true);
    }
  });
});

describe('the application of an instance', () => {
  it('works unless it is set for its server or for itself', () => {
    const { world, instanceId, sourceServerId } = givenInstance();
    const usual = { healthy: true, ports: { 22: 'WORKS', 80: 'WORKS', 443: 'WORKS' } };
    expect(world.applicationOf(caller, instanceId)).toEqual(usual);
    world.setApplication(caller, sourceServerId, { healthy: false });
    expect(world.applicationOf(caller, instanceId)).toEqual({ ...usual, healthy: false });
    world.setApplication(caller, instanceId, { healthy: true, ports: {} });
    expect(world.applicationOf(caller, instanceId)).toEqual({ healthy: true, ports: {} });
    expect(world.applicationOf(caller, 'i-00000000000000000')).toEqual({ healthy: false, ports: {} });
  });

  it('answers at its address once the instance has booted, and no other address does', () => {
    const { world, instanceId } = givenInstance();
    const address = addressOf(world, instanceId);
    expect([443, 8080].map((port) => world.connect(caller, address, port))).toEqual(['ANSWERED', 'UNREACHED']);
    expect(world.connect(caller, '10.0.0.99', 443)).toBe('UNREACHED');
    world.setApplication(caller, instanceId, { healthy: false });
    expect(world.connect(caller, address, 443)).toBe('OTHERWISE');
    world.stopOutside(caller, instanceId);
    wait(world, 120);
    world.startOutside(caller, instanceId);
    wait(world, 20);
    expect(world.connect(caller, address, 443)).toBe('UNREACHED');
    wait(world, 600);
    expect(world.connect(caller, address, 443)).toBe('OTHERWISE');
  });
});

describe('a command', () => {
  it.each([
    [{ eventLost: 1 }, 0],
    [{ eventDoubled: 1 }, 4],
  ])('has events that are lost and doubled like all others (%o)', (faults, expected) => {
    const { world, delivered, instanceId } = givenInstance(faults);
    sendCommand(world, instanceId);
    wait(world, 120);
    const published = delivered.filter((one) => one.kind === 'event' && one.event.source === 'aws.ssm');
    expect(published).toHaveLength(expected);
  });

  it('has results that now and then lack a member', () => {
    const { world, instanceId } = givenInstance({ membersMissing: 1 });
    const CommandId = sendCommand(world, instanceId);
    const looks = Array.from({ length: 60 }, () => {
      const listed = answer(world.call('ssm', 'ListCommandInvocations', { CommandId }, caller));
      return listed.at('CommandInvocations.0.Status') || 'missing';
    });
    expect(new Set(looks)).toEqual(new Set(['Pending', 'missing']));
  });

  it('goes on after its world was saved', () => {
    const { world, instanceId } = givenInstance();
    const CommandId = sendCommand(world, instanceId);
    const again = createOtherWorld({ seed: 1, now: 0, state: world.state() });
    wait(again, 120);
    const listed = answer(again.call('ssm', 'ListCommandInvocations', { CommandId }, caller));
    expect(listed.text('CommandInvocations.0.Status')).toBe('Success');
    expect(again.history.commands).toMatchObject([{ instanceId, reachedAt: expect.any(Number) }]);
  });

  it('does not end on an instance that goes down meanwhile', () => {
    const { world, instanceId } = givenInstance();
    const CommandId = sendCommand(world, instanceId, { executionTimeout: ['60'] });
    const statusNow = () => {
      const listed = answer(world.call('ssm', 'ListCommandInvocations', { CommandId }, caller));
      return listed.text('CommandInvocations.0.StatusDetails');
    };
    while (statusNow() === 'Pending') wait(world, 0.1);
    world.terminateOutside(caller, instanceId);
    wait(world, 50);
    expect(statusNow()).toBe('InProgress');
    wait(world, 20);
    expect(statusNow()).toBe('ExecutionTimedOut');
  });
});

it('objects are kept in the folder of the world, each under the digest of its content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'objects-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const open = () => {
    const savedState = createSavedState(folder);
    return createKeptWorld({ savedState, seed: 1, now: () => beginning, queueUrlBase: '', route: () => [] });
  };
  const object = { Bucket: 'evidence', Key: 'outputs/abc' };
  const world = open();
  world.call('s3', 'PutObject', { ...object, Body: Buffer.from('abc') }, caller);
  // NIST, Secure Hash Standard examples.
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(readdirSync(join(folder, 'objects'))).toEqual([digest]);
  expect(open().call('s3', 'GetObject', object, caller)).toMatchObject({ Body: Buffer.from('abc') });
});

/** A world in which a drill has launched one instance, which has booted. */
function givenInstance(faults: Parameters<typeof faulty>[0] = {}) {
  const { world, delivered } = givenWorld({ faults: faulty(faults) });
  const ids = world.addServers(caller, 1);
  startDrill(world, ids);
  wait(world, 3600);
  const { instanceId = '', sourceServerId = '' } = world.liveInstances()[0] ?? {};
  return { world, delivered, instanceId, sourceServerId };
}

function addressesIn(world: OtherWorld): string[] {
  const instances = ec2(world, 'DescribeInstances')
    .list('Reservations')
    .flatMap((one) => one.list('Instances'));
  return instances.filter((one) => one.at('PrivateIpAddress') !== undefined).map((one) => one.text('PrivateIpAddress'));
}

function addressOf(world: OtherWorld, instanceId: string): string {
  const found = ec2(world, 'DescribeInstances', { InstanceIds: [instanceId] });
  return found.text('Reservations.0.Instances.0.PrivateIpAddress');
}

function sendCommand(world: OtherWorld, instanceId: string, more: Record<string, string[]> = {}): string {
  const run = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['true'], ...more } };
  return answer(world.call('ssm', 'SendCommand', { ...run, InstanceIds: [instanceId] }, caller)).text(
    'Command.CommandId',
  );
}
