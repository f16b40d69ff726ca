import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acting, asking } from '../../src/aws/clientSettings.ts';
import { createCommands } from '../../src/aws/commands.ts';
import { createConsoles } from '../../src/aws/consoles.ts';
import { createEc2 } from '../../src/aws/ec2.ts';
import { createCheckFunctions } from '../../src/aws/functions.ts';
import { createOutputs } from '../../src/aws/outputs.ts';
import { createProbe } from '../../src/aws/probe.ts';
import type { ProbeRequest, ProbeResult } from '../../src/probe/probeRequest.ts';
import { createClients } from '../../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { startWire } from '../../src/simulator/wire/server.ts';
import { BEGINNING, CALLER } from './contract.ts';
import { clientSettings, NOBODY } from './wire/double.ts';

/** The product's adapters in front of a world with one booted drill instance. */
async function given(face: 'in memory' | 'on the wire') {
  const world = createOtherWorld({ seed: 7, now: BEGINNING });
  const [sourceServerID = ''] = world.addServers(CALLER, 1);
  world.call('drs', 'StartRecovery', { sourceServers: [{ sourceServerID }], isDrill: true }, CALLER);
  world.advance(BEGINNING + 3_600_000);
  const { ssm, lambda, ec2, s3, reading } = await clientsOf(world, face);
  return {
    world,
    instanceId: world.liveInstances()[0]?.instanceId ?? '',
    commands: createCommands({ clientFor: () => reading, actingClientFor: () => ssm }),
    functions: createCheckFunctions({ clientFor: () => lambda }),
    probe: createProbe({
      client: lambda,
      probe: { functionName: 'probe', region: 'eu-central-1', subnetIds: [], securityGroupIds: [] },
    }),
    ec2: createEc2({ clientFor: () => ec2 }),
    consoles: createConsoles({ clientFor: () => ec2 }),
    outputs: createOutputs({ client: s3, bucket: 'evidence' }),
  };
}

async function clientsOf(world: OtherWorld, face: 'in memory' | 'on the wire') {
  if (face === 'in memory') {
    const clients = createClients(world, CALLER);
    return { ...clients, reading: clients.ssm };
  }
  const wire = await startWire({ world, port: 0, dynamodbEndpoint: NOBODY });
  onTestFinished(wire.close);
  const settings = clientSettings(wire.url, CALLER.region);
  return {
    ssm: new SSMClient({ ...settings, ...acting() }),
    reading: new SSMClient({ ...settings, ...asking() }),
    lambda: new LambdaClient({ ...settings, ...acting() }),
    ec2: new EC2Client({ ...settings, ...asking() }),
    s3: new S3Client({ ...settings, ...asking() }),
  };
}

describe.each(['in memory', 'on the wire'] as const)('checks %s', (face) => {
  test('run a command, whose result says whether the application works', async () => {
    const { world, instanceId, commands } = await given(face);
    const command = {
      document: 'AWS-RunShellScript',
      parameters: { commands: ['systemctl is-active orders'] },
      instanceIds: [instanceId],
      timeoutSeconds: 60,
      comment: 'check',
    };
    for (const [healthy, status] of [
      [true, 'Success'],
      [false, 'Failed'],
    ] as const) {
      world.setApplication(CALLER, instanceId, { healthy });
      const { commandId } = await commands.sendToProvenInstances(CALLER, command);
      world.advance(world.now() + 60_000);
      expect(await commands.invocations(CALLER, commandId)).toMatchObject([{ instanceId, status }]);
    }
    const absent = { ...command, instanceIds: ['i-00000000000000000'] };
    await expect(commands.sendToProvenInstances(CALLER, absent)).rejects.toMatchObject({ kind: 'NOT_FOUND' });
  });

  test('probe an instance at the address that EC2 shows', async () => {
    const { world, instanceId, probe, ec2 } = await given(face);
    world.functions.set('probe', (request) => probed(world, request as ProbeRequest));
    const [instance] = await ec2.instances(CALLER, { instanceIds: [instanceId] });
    const address = instance?.privateAddress ?? '';
    const targets = [443, 8080].map((port) => ({
      kind: 'TCP' as const,
      id: `${port}`,
      address,
      port,
      timeoutMilliseconds: 9,
    }));
    const run = async () => (await probe.run({ budgetMilliseconds: 99, targets })).results.map(({ result }) => result);
    expect(await run()).toEqual(['ANSWERED', 'UNREACHED']);
    world.setApplication(CALLER, instanceId, { ports: { 443: 'BROKEN', 8080: 'WORKS' } });
    expect(await run()).toEqual(['OTHERWISE', 'ANSWERED']);
    world.stopOutside(CALLER, instanceId);
    world.advance(world.now() + 60_000);
    expect(await run()).toEqual(['UNREACHED', 'UNREACHED']);
  });

  test('call a customer’s function', async () => {
    const { world, functions } = await given(face);
    world.functions.set('orders-check', async (payload) => ({ passed: true, payload }));
    const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:orders-check';
    expect(await functions.call(CALLER, arn, { n: 1 })).toEqual({ passed: true, payload: { n: 1 } });
    await expect(functions.call(CALLER, `${arn}s`, {})).rejects.toMatchObject({ kind: 'NOT_FOUND' });
  });

  test('keep the console of an instance, each content once', async () => {
    const { world, instanceId, consoles, outputs } = await given(face);
    const screenshot = (await consoles.screenshot(CALLER, instanceId)) ?? new Uint8Array();
    expect(await consoles.output(CALLER, instanceId)).toMatch(/login:/);
    const names = [await outputs.keep(screenshot, 'image/jpeg'), await outputs.keep(screenshot, 'image/jpeg')];
    expect(new Set(names).size).toBe(1);
    expect(Object.keys(world.state().objects ?? {})).toEqual([`evidence/outputs/${names[0]}`]);
  });
});

function probed(world: OtherWorld, { targets }: ProbeRequest): { results: ProbeResult[] } {
  const results = targets.map((target): ProbeResult => {
    const result = target.kind === 'HOST' ? 'REFUSED' : world.connect(CALLER, target.address, target.port);
    return { id: target.id, result, message: 'as in the simulation', milliseconds: 1 };
  });
  return { results };
}
