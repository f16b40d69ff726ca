import { describe, expect, test } from 'vitest';
import type { Drill, Limits, Waiver } from '../../src/drill/drill.ts';
import { DRILL_NETWORK, type ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { LIMITS, SITE } from '../builders.ts';
import { type FlowWorld, factsOf, openWorld, passTime, request, runUntilQuiet, untilPhase } from './given.ts';

const { subnetId, securityGroupId } = DRILL_NETWORK;
const CONFIGURED: Limits = {
  ...LIMITS,
  drillNetworks: { subnetIds: [subnetId], securityGroupIds: [securityGroupId] },
};

describe('a refusal of AWS to report on one server', () => {
  test('is that server’s failed check, with the id of its launch template, and the others are inspected', async () => {
    // given
    const world = openWorld([{}, { templateDeleted: true }, { tags: { 'drs-drill': 'deny' } }]);
    const [, deleted = '', denied = ''] = world.servers;
    // when
    const drill = await requestOf(world);
    // then
    expect(drill.outcome).toBe('REJECTED');
    expect(checksOf(world)).toEqual([
      ['drill-network', deleted, expect.stringMatching(/lt-[0-9a-f]{17} does not exist/)],
      ['not-denied', denied, expect.stringContaining('drs-drill=deny')],
    ]);
    expect(drill.failedChecks[0]?.message).toMatch(/lt-[0-9a-f]{17}/);
  });

  test('can be waived if its check can: DRS then decides about that server, and launches the others', async () => {
    // given
    const world = openWorld([{}, { templateDeleted: true }]);
    const [sound = '', deleted = ''] = world.servers;
    const waiver = { check: 'drill-network', sourceServerId: deleted, reason: 'DRS makes it a new one' };
    // when
    await requestOf(world, [waiver]);
    const drill = await untilPhase(world, 'HOLDING');
    // then
    expect([drill.servers[sound]?.result, drill.servers[deleted]?.result]).toEqual(['LAUNCHED', 'FAILED']);
    expect(drill.waived).toEqual([waiver]);
  });

  test.each<[string, ServerOptions, string, RegExp]>([
    [
      'launch configuration',
      { refuses: { GetLaunchConfiguration: 'DENIED' } },
      'launch-configuration',
      /GetLaunchConfiguration/,
    ],
    [
      'post-launch actions',
      { refuses: { ListLaunchActions: 'DENIED' }, launchActions: { actions: [{}] } },
      'launch-actions',
      /ListLaunchActions/,
    ],
    [
      'recovery points',
      { refuses: { DescribeRecoverySnapshots: 'DENIED' } },
      'recovery-point',
      /DescribeRecoverySnapshots/,
    ],
  ])('counts for that server alone: its %s', async (_what, options, check, message) => {
    // given
    const world = openWorld([{}, options, {}]);
    const [, refused = ''] = world.servers;
    // when
    const drill = await requestOf(world);
    // then
    expect(drill.outcome).toBe('REJECTED');
    expect(checksOf(world)).toEqual([[check, refused, expect.stringMatching(message)]]);
    expect(factsOf(world).filter(({ type }) => type === 'ServersInspected')).toHaveLength(1);
  });

  test('does not stop its wave: when refused just before the launch, only that server fails', async () => {
    // given
    const world = openWorld([{}, {}]);
    const [, refused = ''] = world.servers;
    world.held.add('StartRecovery');
    await requestOf(world, [], { type: 'AT_OR_BEFORE', at: world.aws.now() });
    await passTime(world, 30);
    world.aws.refuseQuestions(SITE, refused, { DescribeRecoverySnapshots: 'DENIED' });
    // when
    world.held.clear();
    const drill = await untilPhase(world, 'HOLDING');
    // then
    expect(drill.servers[refused]).toMatchObject({ result: 'FAILED', error: expect.stringContaining('DRS refused') });
    expect(Object.values(drill.servers).map(({ result }) => result)).toEqual(['LAUNCHED', 'FAILED']);
  });

  test('about its recovery point does not keep other servers from theirs', async () => {
    // given
    const world = openWorld([{}, {}]);
    const [sound = '', refused = ''] = world.servers;
    await requestOf(world);
    await untilPhase(world, 'LAUNCHING');
    // when
    world.aws.refuseQuestions(SITE, refused, { DescribeRecoverySnapshots: 'DENIED' });
    const drill = await untilPhase(world, 'HOLDING');
    // then
    expect(drill.servers[sound]?.point?.snapshotId).toMatch(/^pit-/);
    expect(drill.servers[refused]?.point?.snapshotId).toBeNull();
  });
});

describe('a temporary failure of AWS to report on one server', () => {
  test('keeps the answers about the others, and only that one is queried again', async () => {
    // given
    const world = openWorld(3);
    const [, second = ''] = world.servers;
    world.aws.refuseQuestions(SITE, second, { GetLaunchConfiguration: 'QUARANTINED' });
    await requestOf(world);
    // then
    expect(world.table.drills()[0]?.uninspected).toEqual([second]);
    // and when AWS can report
    world.aws.refuseQuestions(SITE, second, {});
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('is that server’s failed check when it never ends', async () => {
    // given
    const world = openWorld(3);
    const [, second = ''] = world.servers;
    world.aws.refuseQuestions(SITE, second, { GetLaunchConfiguration: 'QUARANTINED' });
    await requestOf(world);
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill.failedChecks).toMatchObject([{ check: 'aws-answers', sourceServerId: second }]);
  });
});

async function requestOf(
  world: FlowWorld,
  waivers: Waiver[] = [],
  recoveryPoint: Drill['terms']['recoveryPoint'] = { type: 'LATEST' },
): Promise<Drill> {
  await request(world, { terms: { waivers, recoveryPoint }, limits: CONFIGURED });
  await runUntilQuiet(world);
  return world.table.drills()[0] as Drill;
}

function checksOf(world: FlowWorld): (string | undefined)[][] {
  return factsOf(world)
    .flatMap((fact) => (fact.type === 'ChecksFailed' ? fact.failures : []))
    .map(({ check, sourceServerId, message }) => [check, sourceServerId, message]);
}
