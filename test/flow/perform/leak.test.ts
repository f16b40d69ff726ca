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
  const { answers } = await lookIntoLeak(given(ports), SITE, LEAK);
  expect(answers).toEqual([{ sourceServerId: serverId(1), unreported: ['failback'], isProtected: true }]);
});

test('the protection is read again when EC2 does not answer', async () => {
  const ports = { drs: { recoveryInstances: unavailable, jobLog: unavailable }, ec2: { isProtected: unavailable } };
  await expect(lookIntoLeak(given(ports), SITE, LEAK)).rejects.toThrow('busy');
});

test('the protection of one instance is reported while EC2 does not answer about another', async () => {
  const isProtected = async (_: unknown, id: string) => (id === instanceId(1) ? true : unavailable());
  const ports = { drs: { recoveryInstances: async () => [], jobLog: async () => [] }, ec2: { isProtected } };
  const servers = [1, 2].map((n) => ({ sourceServerId: serverId(n), instanceId: instanceId(n) }));
  const { answers, failure } = await lookIntoLeak(given(ports), SITE, { ...LEAK, servers });
  expect(answers).toEqual([{ sourceServerId: serverId(1), unreported: ['failback'], isProtected: true }]);
  expect(failure?.kind).toBe('UNAVAILABLE');
});

function given(ports: object): Ports {
  return { ...ports, clock: { now: () => 0 } } as unknown as Ports;
}

async function unavailable(): Promise<never> {
  throw new CallFailed('UNAVAILABLE', 'AWS is busy');
}
