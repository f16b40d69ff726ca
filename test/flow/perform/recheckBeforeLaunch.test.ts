import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/drill/effects.ts';
import { refusedServers, resolvePoints } from '../../../src/flow/perform/recheckBeforeLaunch.ts';
import { SITE } from '../../builders.ts';
import { type FlowWorld, MINUTE, openWorld, passTime, startDrillInto, startThirdPartyDrill } from '../given.ts';

describe('the last look before a launch', () => {
  test('refuses nothing when no third party was there', async () => {
    expect(await refused(openWorld(3))).toEqual([]);
  });

  test('refuses a server that has got the instance of a real recovery, waiver or not', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    world.aws.startRealRecovery(SITE, world.servers);
    await passTime(world, 120);
    // when
    const servers = await refused(world, { mayReplaceDrill: true });
    // then
    const [instance] = world.aws.liveInstances();
    expect(servers).toEqual([
      { sourceServerId: world.servers[0], reason: `Instance ${instance?.instanceId} of a real recovery is live.` },
    ]);
  });

  test('refuses a server that has got the instance of another drill', async () => {
    const world = openWorld([{ launchSeconds: 60 }, {}]);
    startThirdPartyDrill(world, world.servers.slice(0, 1));
    await passTime(world, 120);
    expect(await refused(world)).toMatchObject([
      { sourceServerId: world.servers[0], reason: expect.stringMatching(/another drill/) },
    ]);
  });

  test('lets another drill’s old instance be replaced when the request waived that server by name', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    // when
    const servers = await refused(world, { mayReplaceDrill: true, requestedAt: world.aws.now() });
    // then
    expect(servers).toEqual([]);
  });

  test('refuses a server whose drill instance is a machine that was launched into, waiver or not', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    const machine = startDrillInto(world);
    await passTime(world, 120);
    // when
    const servers = await refused(world, { mayReplaceDrill: true, requestedAt: world.aws.now() });
    // then
    const reason = `Instance ${machine} may be a machine that a drill was launched into: it is older than the job that should have made it.`;
    expect(servers).toEqual([{ sourceServerId: world.servers[0], reason }]);
  });

  test('refuses a waived server whose drill instance’s job is no longer in DRS', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    const jobID = startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    world.aws.call('drs', 'DeleteJob', { jobID }, SITE);
    // when
    const servers = await refused(world, { mayReplaceDrill: true, requestedAt: world.aws.now() });
    // then
    expect(servers).toMatchObject([{ reason: expect.stringMatching(/does not report when the job/) }]);
  });

  test('refuses a server that a third party has launched since the request, even if nothing is live any more', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60, outcome: 'FAILS_CONVERSION' }]);
    const requestedAt = world.aws.now();
    await passTime(world, 10);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    // when
    const servers = await refused(world, { requestedAt });
    // then
    expect(servers).toMatchObject([{ reason: expect.stringMatching(/Somebody else has launched it/) }]);
  });

  test('refuses a server that is in a third party’s job', async () => {
    const world = openWorld(2);
    const [sourceServerId = ''] = world.servers;
    expect(await refused(world, { busy: [{ sourceServerId, jobId: 'drsjob-theirs' }] })).toEqual([
      { sourceServerId, reason: 'Job drsjob-theirs is working on it.' },
    ]);
  });
});

describe('the recovery point', () => {
  test('of LATEST is left to DRS', async () => {
    const world = openWorld(1);
    const points = await resolvePoints(world.ports, SITE, world.servers, { type: 'LATEST' });
    expect(points).toEqual({ servers: [{ sourceServerId: world.servers[0] }], refused: [] });
  });

  test('of a time is the newest one that is not younger', async () => {
    // given
    const start = openWorld(1).aws.now();
    const world = openWorld([{ snapshots: [start - 50 * MINUTE, start - 30 * MINUTE, start - 10 * MINUTE] }]);
    const [id = ''] = world.servers;
    const all = await world.ports.drs.recoveryPoints(SITE, id, { from: 0 });
    const wanted = all.find((point) => point.at === start - 30 * MINUTE)?.snapshotId;
    // when
    const points = await resolvePoints(world.ports, SITE, [id], { type: 'AT_OR_BEFORE', at: start - 20 * MINUTE });
    // then
    expect(points).toEqual({ servers: [{ sourceServerId: id, snapshotId: wanted }], refused: [] });
  });

  test('that has expired meanwhile refuses its server, and only that one', async () => {
    // given
    const start = openWorld(1).aws.now();
    const world = openWorld([{ snapshots: [start - 50 * MINUTE] }, { snapshots: [start - 10 * MINUTE] }]);
    // when
    const points = await resolvePoints(world.ports, SITE, world.servers, {
      type: 'AT_OR_BEFORE',
      at: start - 20 * MINUTE,
    });
    // then
    expect(points.refused).toEqual([{ sourceServerId: world.servers[1], reason: 'Its recovery point has expired.' }]);
    expect(points.servers[0]).toHaveProperty('snapshotId');
  });
});

async function refused(
  world: FlowWorld,
  changes: {
    mayReplaceDrill?: boolean;
    requestedAt?: number;
    busy?: { sourceServerId: string; jobId: string }[];
  } = {},
) {
  const effect: Extract<Effect, { kind: 'StartRecovery' }> = {
    kind: 'StartRecovery',
    launch: 0,
    servers: world.servers.map((sourceServerId) => ({
      sourceServerId,
      mayReplaceDrill: changes.mayReplaceDrill ?? false,
    })),
    recoveryPoint: { type: 'LATEST' },
    tags: {},
    requestedAt: changes.requestedAt ?? world.aws.now() - 60 * MINUTE,
    lookedAt: 0,
    searchFrom: 0,
    attempt: 1,
  };
  return refusedServers(world.ports, SITE, effect, changes.busy ?? []);
}
