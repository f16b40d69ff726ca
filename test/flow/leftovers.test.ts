import { describe, expect, test } from 'vitest';
import { lookForLeftovers } from '../../src/flow/leftovers.ts';
import { SITE } from '../builders.ts';
import { type FlowWorld, openWorld, passTime, record, request, tell, untilPhase } from './given.ts';

describe('a look for leftovers', () => {
  test('sees an instance that lives', async () => {
    const world = await holding();
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, known(world))]);
    expect(seen).toMatchObject({ instanceId: known(world), state: 'running', volumesLeft: null });
  });

  test('finds by EC2’s tags what DRS does not list', async () => {
    // given
    const world = await holding();
    world.ports.drs.recoveryInstances = async () => [];
    // when
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
    // then
    expect(seen).toMatchObject({ instanceId: known(world), state: 'running' });
  });

  test('does not take what another job left for ours', async () => {
    const world = await holding();
    const asked = { ...whereabouts(world, null), jobId: 'drsjob-00000000000000999' };
    const [seen] = await lookForLeftovers(world.ports, SITE, [asked]);
    expect(seen).toMatchObject({ instanceId: null, state: null, volumesLeft: null });
  });

  test('names the volumes that outlived their instance', async () => {
    // given
    const world = await holding();
    const instanceId = known(world) ?? '';
    const volumeIds = (await world.ports.instances.find(SITE, instanceId))?.volumeIds ?? [];
    world.ports.ec2.volumes = async (_site, asked) => asked;
    world.aws.terminateOutside(SITE, instanceId);
    await passTime(world, 120);
    // when
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, instanceId)]);
    // then
    expect(volumeIds).toHaveLength(1);
    expect(seen).toMatchObject({ state: 'terminated', volumesLeft: volumeIds });
  });

  test('an instance that was terminated with its volumes is proved gone, and the drill ends clean', async () => {
    const world = await holding();
    await tell(world, { type: 'HoldEndRequested', by: 'operator' });
    const drill = await untilPhase(world, 'ENDED');
    expect(drill.servers[world.servers[0] ?? '']?.gone).toBe('TERMINATED');
  });
});

async function holding(): Promise<FlowWorld> {
  const world = openWorld();
  await request(world);
  await untilPhase(world, 'HOLDING');
  return world;
}

function known(world: FlowWorld): string | undefined {
  return record(world).servers[world.servers[0] ?? '']?.instanceId;
}

/** What an effect says of the drill's only server. */
function whereabouts(world: FlowWorld, instanceId: string | null | undefined) {
  const jobId = record(world).launches[0]?.jobId ?? '';
  return { sourceServerId: world.servers[0] ?? '', jobId, instanceId: instanceId ?? null };
}
