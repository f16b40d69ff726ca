import { describe, expect, test } from 'vitest';
import { lookForLeftovers } from '../../src/flow/perform/lookForLeftovers.ts';
import type { Faults } from '../../src/simulator/aws/faults.ts';
import { SITE } from '../builders.ts';
import {
  callsDuring,
  type FlowWorld,
  factsOf,
  openWorld,
  passTime,
  publish,
  record,
  request,
  untilPhase,
} from './given.ts';

const KEPT: Partial<Faults> = { failedConversionKeepsServer: 1 };

describe('a conversion server that DRS’s log names and that still runs after its launch has failed', () => {
  test('keeps the drill from being clean, is named as a leak, and is left to a person', async () => {
    // given
    const world = openWorld([{ outcome: 'FAILS_CONVERSION' }], KEPT);
    await request(world);
    // when
    const calls = await callsDuring(world, () => passTime(world, 4 * 3600));
    // then
    const [conversionServer = ''] = named(world);
    const standing = { [world.servers[0] ?? '']: leakOf(conversionServer) };
    expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED', standing });
    expect(factsOf(world)).toContainEqual({ type: 'LeakReported', sourceServerIds: world.servers, standing });
    expect(calls).not.toHaveProperty('drs:TerminateRecoveryInstances');
    expect(stateOf(world, conversionServer)).toBe('running');
    // when
    world.aws.terminateOutside(SITE, conversionServer);
    // then
    const drill = await untilPhase(world, 'ENDED');
    expect(drill).toMatchObject({ cleanup: 'CLEAN', outcome: 'FAILED' });
    expect(drill.servers[world.servers[0] ?? '']).not.toHaveProperty('conversionServerIds');
  });

  test('is found when the conversion hung until its job ended', async () => {
    // given
    const faults = { ...KEPT, conversionServerNamedAtStart: 1, serverHangSecondsMax: 2 * 3600 };
    const world = openWorld([{ outcome: 'HANGS' }], faults);
    await request(world);
    // when
    await passTime(world, 6 * 3600);
    // then
    const [conversionServer = ''] = named(world);
    expect(record(world).standing).toEqual({ [world.servers[0] ?? '']: leakOf(conversionServer) });
    world.aws.terminateOutside(SITE, conversionServer);
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('is waited for when DRS terminates it late, and is no leak then', async () => {
    // given
    const late = { failedConversionLeavesServer: 1, conversionServerLeftSecondsMax: 3600 };
    const world = openWorld([{ outcome: 'FAILS_CONVERSION' }], late);
    await request(world);
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill.cleanup).toBe('CLEAN');
    expect(stateOf(world, named(world)[0] ?? '')).toBe('terminated');
    expect(factsOf(world).some(({ type }) => type === 'LeakReported')).toBe(false);
  });

  test('ends with a person’s acknowledgement like any other leak', async () => {
    // given
    const world = openWorld([{ outcome: 'FAILS_CONVERSION' }], KEPT);
    await request(world);
    await passTime(world, 3 * 3600);
    // when
    await publish(world, { type: 'LeakAcknowledged', by: 'operator', reason: 'kept to look at its console' });
    // then
    expect(record(world)).toMatchObject({ phase: 'ENDED', cleanup: 'LEAKED' });
  });

  test('is never taken for its server’s instance, whatever its tags', async () => {
    // given
    const world = openWorld([{ outcome: 'FAILS_CONVERSION' }], KEPT);
    await request(world);
    await passTime(world, 1200);
    const [conversionServer = ''] = named(world);
    const { instances } = world.ports.ec2;
    const [sourceServerId = ''] = world.servers;
    const jobId = record(world).launches[0]?.jobId ?? '';
    world.ports.ec2.instances = async (site, by) => {
      const seen = await instances(site, { instanceIds: [conversionServer] });
      return 'instanceIds' in by ? instances(site, by) : seen.map((one) => ({ ...one, sourceServerId, jobId }));
    };
    // when
    const requested = { sourceServerId, jobId, instanceId: null, conversionServerIds: [conversionServer] };
    const [seen] = await lookForLeftovers(world.ports, SITE, [requested]);
    // then
    expect(seen).toMatchObject({
      instanceId: null,
      conversionServers: [{ instanceId: conversionServer, state: 'running' }],
    });
  });
});

/** The conversion servers that DRS's log names. */
function named(world: FlowWorld): string[] {
  const log = world.aws.state().sites[`${SITE.accountId}/${SITE.region}`]?.jobs[record(world).launches[0]?.jobId ?? ''];
  return (log?.log ?? []).flatMap(({ data }) => (data['conversionServerID'] as string | undefined) ?? []);
}

function stateOf(world: FlowWorld, instanceId: string): string | undefined {
  const site = world.aws.state().sites[`${SITE.accountId}/${SITE.region}`];
  return site?.instances[instanceId]?.states.at(-1)?.[1];
}

function leakOf(conversionServer: string): string {
  return `conversion server ${conversionServer} running, named in DRS’s log`;
}
