import { expect, test } from 'vitest';
import { CallFailed } from '../../../src/flow/errors.ts';
import { lookIntoLeak } from '../../../src/flow/perform/leak.ts';
import type { Ports } from '../../../src/flow/ports.ts';
import { instanceId, SITE, serverId } from '../../builders.ts';

const LEAK = {
  kind: 'LookIntoLeak' as const,
  servers: [{ sourceServerId: serverId(1), instanceId: instanceId(1) }],
  terminateJobIds: ['drsjob-1'],
};

test('a leak is reported with its termination protection while DRS does not answer', async () => {
  const ports = {
    drs: { recoveryInstances: unavailable, jobLog: unavailable },
    ec2: { isProtected: async () => true },
  };
  expect(await lookIntoLeak(ports as unknown as Ports, SITE, LEAK)).toEqual([
    { sourceServerId: serverId(1), unreported: ['failback'], isProtected: true },
  ]);
});

test('the protection is read again when EC2 does not answer', async () => {
  const ports = { drs: { recoveryInstances: unavailable, jobLog: unavailable }, ec2: { isProtected: unavailable } };
  await expect(lookIntoLeak(ports as unknown as Ports, SITE, LEAK)).rejects.toThrow('busy');
});

async function unavailable(): Promise<never> {
  throw new CallFailed('UNAVAILABLE', 'AWS is busy');
}
