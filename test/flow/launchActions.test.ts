import { describe, expect, test } from 'vitest';
import { ACTIONS_CHARACTERS_MAX } from '../../src/drill/bounds.ts';
import { lookAtActions } from '../../src/flow/perform/lookAtActions.ts';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import type { Faults } from '../../src/simulator/aws/faults.ts';
import { SITE } from '../builders.ts';
import { callsDuring, type FlowWorld, openWorld, passTime, record, request, untilPhase } from './given.ts';

type Options = NonNullable<ServerOptions['launchActions']>;

const FAILING = { name: 'Join domain', ends: 'FAILED' as const, reason: 'No domain controller' };

describe('post-launch actions of a drill', () => {
  test('that succeed let it pass, and the journal has every run', async () => {
    const world = worldWith({ actions: [{ name: 'Agent' }, { name: 'Motd', optional: true, ends: 'FAILED' }] });
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    expect(drill).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
    const runs = factsOf(world).flatMap((fact) => (fact.type === 'LaunchActionsSeen' ? fact.reported : []));
    expect(runs.at(-1)).toMatchObject({
      sourceServerId: world.servers[0],
      agentSeenAt: expect.any(Number),
      runs: [
        { name: 'Agent', optional: false, status: 'SUCCEEDED', failureReason: null },
        { name: 'Motd', optional: true, status: 'FAILED', failureReason: 'The command exited with status 1' },
      ],
    });
  });

  test('with a failed required one are reported during the hold', async () => {
    const world = worldWith({ actions: [{}, FAILING] });
    await request(world);
    await untilPhase(world, 'HOLDING');
    await passTime(world, 10 * 60);
    expect(record(world)).toMatchObject({ phase: 'HOLDING', outcome: 'FAILED' });
    expect(record(world).why).toBe(
      `Post-launch action “Join domain” failed: No domain controller (${world.servers[0]}).`,
    );
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test.each<[string, Options]>([
    ['never ends', { actions: [{ ends: 'NEVER' }] }],
    ['waits behind one that never ends', { actions: [{ ends: 'NEVER', optional: true }, {}] }],
    ['never begins, because Systems Manager does not see its agent', { agentUnseen: true, actions: [{}] }],
  ])('with a required one that %s keep it from passing, and not from ending', async (_what, actions) => {
    const world = worldWith(actions);
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    expect(drill).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(drill.why).toMatch(/had not succeeded when the hold ended|did not succeed before the hold ended/);
  });

  test('that its launch waits for and fails with are the reported reason', async () => {
    const world = worldWith({ actions: [FAILING] }, { launchWaitsForActions: 1 });
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    expect(drill.servers[world.servers[0] ?? '']).toMatchObject({
      result: 'FAILED',
      error: 'Post-launch action “Join domain” failed: No domain controller',
      gone: 'TERMINATED',
    });
  });

  test('that DRS does not report for a while are queried again', async () => {
    const world = worldWith({ actions: [{}] });
    const { jobs } = world.ports.drs;
    let reported = 0;
    world.ports.drs.jobs = async (...requested) =>
      (await jobs(...requested)).map((job) => {
        const servers = job.servers.map(({ actions, ...server }) =>
          actions !== undefined && reported++ > 1 ? { ...server, actions } : server,
        );
        return { ...job, servers };
      });
    await request(world);
    expect(await untilPhase(world, 'ENDED')).toMatchObject({ outcome: 'PASSED' });
    expect(reported).toBeGreaterThan(2);
  });

  test('are queried only where they are switched on', async () => {
    const world = openWorld([{ launchSeconds: 300 }]);
    const calls = await callsDuring(world, async () => {
      await request(world);
      await untilPhase(world, 'ENDED');
    });
    expect(calls['drs:ListLaunchActions']).toBeUndefined();
    expect(factsOf(world).filter(({ type }) => type === 'LaunchActionsSeen')).toEqual([]);
  });
});

test('fit one entry of the journal, even with the names and reasons of many runs', async () => {
  const world = openWorld(1);
  const run = { runId: 'r', actionId: 'a', name: 'n'.repeat(256), optional: false, status: 'FAILED' };
  const runs = Array.from({ length: 5000 }, () => ({ ...run, failureReason: 'f'.repeat(256) }));
  const actions = { agentSeenAt: null, runs };
  const [job] = await world.ports.drs.jobs(SITE, { jobIds: [] });
  expect(job).toBeUndefined();
  world.ports.drs.jobs = async () => [
    {
      jobId: 'drsjob-1',
      type: 'LAUNCH',
      initiatedBy: 'START_DRILL',
      status: 'COMPLETED',
      createdAt: null,
      endedAt: null,
      tags: {},
      servers: [{ sourceServerId: 's-1', launchStatus: 'LAUNCHED', instanceId: null, actions }],
    },
  ];
  const [seen] = await lookAtActions(world.ports, SITE, [{ sourceServerId: 's-1', jobId: 'drsjob-1' }]);
  const texts = seen?.reported?.runs.flatMap(({ name, failureReason }) => [name ?? '', failureReason ?? '']) ?? [];
  expect(texts.join('').length).toBeLessThanOrEqual(ACTIONS_CHARACTERS_MAX);
  expect(texts.every((text) => text.length > 0)).toBe(true);
});

function worldWith(launchActions: Options, faults: Partial<Faults> = {}): FlowWorld {
  return openWorld([{ launchSeconds: 300, bootSeconds: 60, launchActions }], faults);
}

function factsOf(world: FlowWorld) {
  return world.table.entriesOf(record(world).drillId).flatMap(({ facts }) => facts);
}
