import { describe, expect, test } from 'vitest';
import type { RecoveryInstance } from '../../../src/drill/inputs.ts';
import { CallFailed } from '../../../src/flow/errors.ts';
import { lookForLeftovers } from '../../../src/flow/perform/lookForLeftovers.ts';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { SITE } from '../../builders.ts';
import { type FlowWorld, factsOf, openWorld, passTime, publish, record, request, untilPhase } from '../given.ts';

describe('a look for leftovers', () => {
  test('sees a live instance', async () => {
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

  test('does not treat what another job left as ours', async () => {
    const world = await holding();
    const requested = { ...whereabouts(world, null), jobId: 'drsjob-00000000000000999' };
    const [seen] = await lookForLeftovers(world.ports, SITE, [requested]);
    expect(seen).toMatchObject({ instanceId: null, state: null, volumesLeft: null });
  });

  test('names the volumes that outlived their instance', async () => {
    // given
    const world = await holding();
    const instanceId = known(world) ?? '';
    const volumeIds = (await world.ports.instances.find(SITE, instanceId))?.volumeIds ?? [];
    world.ports.ec2.volumes = async (_site, requested) => requested;
    world.aws.terminateOutside(SITE, instanceId);
    await passTime(world, 120);
    // when
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, instanceId)]);
    // then
    expect(volumeIds).toHaveLength(1);
    expect(seen).toMatchObject({ state: 'terminated', volumesLeft: volumeIds });
  });

  test('finds an instance by the job’s tag when its launch template has removed all others', async () => {
    // given
    const world = await holding([{ templateUntagged: true }]);
    world.ports.drs.recoveryInstances = async () => [];
    // when
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
    // then
    expect(seen).toMatchObject({ instanceId: known(world), state: 'running' });
  });

  test('names a volume that was attached during the hold, and that EC2 did not delete with the instance', async () => {
    // given
    const world = await holding();
    const volumeId = world.aws.attachVolume(SITE, known(world) ?? '');
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // when
    await passTime(world, 3 * 3600);
    // then
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, known(world))]);
    expect(seen).toMatchObject({ state: null, volumesLeft: [volumeId] });
    const [server = ''] = world.servers;
    const standing = { [server]: volumeId };
    expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED', standing });
    expect(factsOf(world)).toContainEqual({ type: 'LeakReported', sourceServerIds: [server], standing });
    expect(world.logged).toContainEqual(
      expect.objectContaining({ message: 'leak', details: expect.objectContaining({ standing }) }),
    );
    world.aws.call('ec2', 'DeleteVolume', { VolumeId: volumeId }, SITE);
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('names an unattached volume that a failed launch has left; the drill is clean once it is deleted', async () => {
    // given
    const world = openWorld([{ outcome: 'FAILS_LAUNCH' }], { failedLaunchLeavesVolume: 1 });
    await request(world);
    // when
    await passTime(world, 4 * 3600);
    // then
    expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED' });
    const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
    expect(seen).toMatchObject({ instanceId: null, volumesLeft: [expect.stringMatching(/^vol-/)] });
    for (const VolumeId of seen?.volumesLeft ?? []) world.aws.call('ec2', 'DeleteVolume', { VolumeId }, SITE);
    const drill = await untilPhase(world, 'ENDED');
    expect(drill).toMatchObject({ cleanup: 'CLEAN', outcome: 'FAILED' });
  });

  describe('of an instance whose server or job is not reported', () => {
    const unreported = [
      ['DRS leaves out its job', { jobId: null }, { jobId: null }],
      ['DRS leaves out its server', { sourceServerId: '' }, { sourceServerId: null }],
      ['DRS leaves out both', { sourceServerId: '', jobId: null }, { sourceServerId: null }],
      ['DRS does not list it', undefined, { sourceServerId: null }],
      ['neither lists it with its job', undefined, { jobId: null }],
    ] as const;

    test.each(unreported)(
      'counts it against the server while EC2’s tags do not report it either: %s',
      async (_, inDrs, inEc2) => {
        // given
        const world = await holding();
        sayOf(world, inDrs, inEc2);
        // when
        const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
        // then
        expect(seen).toMatchObject({ instanceId: null, suspects: [{ instanceId: known(world), state: 'running' }] });
      },
    );

    test.each(unreported.filter(([, inDrs]) => inDrs !== undefined))(
      'takes it for the server’s when EC2’s tags say so: %s',
      async (_, inDrs) => {
        const world = await holding();
        sayOf(world, inDrs, {});
        const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
        expect(seen).toMatchObject({ instanceId: known(world), state: 'running' });
        expect(seen).not.toHaveProperty('suspects');
      },
    );

    test('does not count it when either service names another job', async () => {
      // given
      const world = await holding();
      sayOf(world, { jobId: 'drsjob-00000000000000999' }, { jobId: null });
      // when
      const [seen] = await lookForLeftovers(world.ports, SITE, [whereabouts(world, null)]);
      // then
      expect(seen).not.toHaveProperty('suspects');
    });

    test('keeps the drill from being clean, and names it', async () => {
      // given: the launch fails and has left an instance
      const world = openWorld([{ outcome: 'FAILS_LAUNCH' }], { failedLaunchKeepsInstance: 1 });
      await request(world);
      await passTime(world, 300);
      sayOf(world, { jobId: null }, { jobId: null });
      // when
      await passTime(world, 4 * 3600);
      // then
      const [instance] = world.aws.liveInstances();
      expect(record(world)).toMatchObject({ phase: 'TERMINATING', cleanup: 'LEAKED' });
      expect(record(world).standing?.[world.servers[0] ?? '']).toContain(
        `${instance?.instanceId} running, whose job or server is unknown`,
      );
    });
  });

  test('an instance that was terminated with its volumes is proved gone, and the drill ends clean', async () => {
    const world = await holding();
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    const drill = await untilPhase(world, 'ENDED');
    expect(drill.servers[world.servers[0] ?? '']?.gone).toBe('TERMINATED');
  });
});

describe('a leak', () => {
  test('reports what still exists, and why DRS refuses to terminate it', async () => {
    // given
    const world = await holding();
    world.ports.drs.terminateProvenInstances = async () => {
      throw new CallFailed('CONFLICT', 'Recovery instances cannot be terminated during failback');
    };
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // when
    await passTime(world, 3 * 3600);
    // then
    expect(factsOf(world)).toContainEqual({
      type: 'LeakReported',
      sourceServerIds: world.servers,
      standing: { [world.servers[0] ?? '']: `${known(world)} running` },
      refused: 'Recovery instances cannot be terminated during failback',
    });
    expect(record(world).terminationRefused).toBe('Recovery instances cannot be terminated during failback');
  });

  test('of a protected instance says so, with the terminate job’s last log line, until the protection is off', async () => {
    // given
    const world = await holding();
    const [server = ''] = world.servers;
    const instanceId = known(world) ?? '';
    world.aws.protect(SITE, instanceId, true);
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // when
    await passTime(world, 3 * 3600);
    // then
    const failure =
      'CLEANUP_FAIL: An error occurred (OperationNotPermitted) when calling the TerminateInstances operation:';
    const remedy = "Modify its 'disableApiTermination' instance attribute and try again.";
    const lastWords = `${failure} The instance '${instanceId}' may not be terminated. ${remedy}`;
    const why = { [server]: { isProtected: true, lastWords } };
    expect(factsOf(world).find(({ type }) => type === 'LeakReported')).toMatchObject({ why });
    expect(world.logged).toContainEqual(
      expect.objectContaining({ message: 'leak', details: expect.objectContaining({ why }) }),
    );
    world.aws.protect(SITE, instanceId, false);
    expect(await untilPhase(world, 'ENDED')).toMatchObject({ cleanup: 'CLEAN', whyStanding: {} });
  });

  test('reports a failback, even when the job’s log is gone and reading the protection is not permitted', async () => {
    // given
    const world = await holding();
    const [server = ''] = world.servers;
    const { recoveryInstances } = world.ports.drs;
    world.ports.drs.recoveryInstances = async (site, by) =>
      (await recoveryInstances(site, by)).map((one) => ({ ...one, failback: 'FAILBACK_IN_PROGRESS' }));
    world.ports.drs.jobLog = async () => {
      throw new CallFailed('NOT_FOUND', 'no such job');
    };
    world.ports.ec2.isProtected = async () => {
      throw new CallFailed('DENIED', 'not authorized');
    };
    world.ports.drs.terminateProvenInstances = async () => {
      throw new CallFailed('CONFLICT', 'Recovery instances cannot be terminated during failback');
    };
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // when
    await passTime(world, 3 * 3600);
    // then
    const why = { [server]: { failback: 'FAILBACK_IN_PROGRESS' } };
    expect(factsOf(world).find(({ type }) => type === 'LeakReported')).toMatchObject({ why });
  });

  test('is not investigated by a cleanup that goes well', async () => {
    const world = await holding();
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    await untilPhase(world, 'ENDED');
    expect(world.aws.state().calls.total).not.toHaveProperty('ec2:DescribeInstanceAttribute');
  });
});

async function holding(servers: ServerOptions[] = [{}]): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world);
  await untilPhase(world, 'HOLDING');
  return world;
}

/** From now on DRS and EC2 report this of every instance; undefined: DRS lists none. */
function sayOf(
  world: FlowWorld,
  inDrs: Partial<RecoveryInstance> | undefined,
  inEc2: { jobId?: null; sourceServerId?: null },
): void {
  const { drs, ec2 } = world.ports;
  const [{ recoveryInstances }, { instances }] = [{ ...drs }, { ...ec2 }];
  drs.recoveryInstances = async (...requested) =>
    inDrs === undefined ? [] : (await recoveryInstances(...requested)).map((one) => ({ ...one, ...inDrs }));
  // A filter by tag does not find untagged instances.
  const lacks = { jobIds: inEc2.jobId === null, sourceServerIds: inEc2.sourceServerId === null, instanceIds: false };
  ec2.instances = async (site, by) => {
    const [filter] = Object.keys(by) as (keyof typeof lacks)[];
    if (filter !== undefined && lacks[filter]) return [];
    return (await instances(site, by)).map((one) => ({ ...one, ...inEc2 }));
  };
}

function known(world: FlowWorld): string | undefined {
  return record(world).servers[world.servers[0] ?? '']?.instanceId;
}

/** The input about the drill's only server. */
function whereabouts(world: FlowWorld, instanceId: string | null | undefined) {
  const jobId = record(world).launches[0]?.jobId ?? '';
  return { sourceServerId: world.servers[0] ?? '', jobId, instanceId: instanceId ?? null };
}
