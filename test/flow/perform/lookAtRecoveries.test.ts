import { describe, expect, test } from 'vitest';
import { guardDrill, guardSite } from '../../../src/flow/guard.ts';
import { lookAtRecoveries, recoveriesNow } from '../../../src/flow/perform/lookAtRecoveries.ts';
import type { Job } from '../../../src/flow/ports.ts';
import { releaseJob } from '../../../src/flow/release.ts';
import { SITE } from '../../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  openWorld,
  passTime,
  publish,
  record,
  request,
  runUntilQuiet,
  SECOND,
  startThirdPartyDrill,
  untilPhase,
} from '../given.ts';

const HOUR = 3600;

describe('while an unreported real recovery runs in the site,', () => {
  test('the drill terminates nothing until fifteen minutes after its end, and is clean then', async () => {
    // given
    const world = await holding(2, { launchSeconds: 300 });
    const jobId = world.aws.startRealRecovery(SITE, [world.servers[1] ?? '']);
    // when
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    await passTime(world, 600);
    // then
    const { endedAt = 0 } = (await lookAtRecoveries(world.ports, SITE, [jobId]))[0] ?? {};
    expect([endedAt > 0, terminations(world)]).toEqual([true, []]);
    await passTime(world, (endedAt - world.aws.now()) / SECOND + 15 * 60 - 1);
    expect(terminations(world)).toEqual([]);
    await passTime(world, 60);
    expect(terminations(world)).toHaveLength(1);
    expect(await untilPhase(world, 'ENDED')).toMatchObject({ cleanup: 'CLEAN' });
    const facts = factsOf(world);
    expect(facts.filter((fact) => fact.type === 'YieldedTo')).toHaveLength(1);
    expect(facts.filter((fact) => fact.type === 'EffectRequested' && fact.kind === 'Terminate')).toHaveLength(2);
  });

  test('the hard stop terminates nothing, repeats, and cleans up after the end', async () => {
    // given
    const world = await holding(2, { launchSeconds: 300 });
    world.ports.drills.load = async () => undefined;
    world.ports.drills.save = async () => ({ result: 'STALE' });
    world.aws.startRealRecovery(SITE, [world.servers[1] ?? '']);
    const schedules = () => world.aws.calls.total()['scheduler:CreateSchedule'] ?? 0;
    const before = schedules();
    // when
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 99 });
    // then
    expect([terminations(world), schedules()]).toEqual([[], before + 1]);
    expect(world.logged.map((line) => line.message)).toContain('guard waits for real recoveries');
    world.aws.advance(world.aws.now() + 25 * 60 * SECOND);
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 99 });
    expect(terminations(world)).toHaveLength(1);
  });

  test('the periodic guard terminates nothing, even when the recovery begins between its look and its call', async () => {
    // given
    const world = await holding(2);
    world.ports.drills.load = async () => undefined;
    const { note } = world.ports.drills;
    world.ports.drills.note = async (...reported) => {
      world.aws.startRealRecovery(SITE, [world.servers[1] ?? '']);
      return note(...reported);
    };
    // when
    await guardSite(world.ports, SITE);
    await guardSite(world.ports, SITE);
    // then
    expect(terminations(world)).toEqual([]);
  });
});

describe('a running real recovery', () => {
  test('is also one of servers that no drill knows', async () => {
    const world = openWorld(1);
    const jobId = world.aws.startRealRecovery(SITE, world.servers);
    expect((await recoveriesNow(world.ports, SITE)).map((one) => one.jobId)).toEqual([jobId]);
  });

  test('is none in another Region', async () => {
    const world = await holding();
    const elsewhere = { ...SITE, region: 'eu-west-1' };
    world.aws.startRealRecovery(elsewhere, world.aws.addServers(elsewhere, 1));
    expect(await recoveriesNow(world.ports, SITE)).toEqual([]);
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    await runUntilQuiet(world);
    expect(terminations(world)).toHaveLength(1);
  });

  test('is no drill, termination or failback of third parties', async () => {
    const world = openWorld(1);
    startThirdPartyDrill(world, world.servers);
    expect(await recoveriesNow(world.ports, SITE)).toEqual([]);
    for (const change of [
      { initiatedBy: 'FAILBACK' },
      { initiatedBy: 'TERMINATE_RECOVERY_INSTANCES', type: 'TERMINATE' },
      { initiatedBy: null, type: 'TERMINATE' },
    ]) {
      changeJobs(world, change);
      expect(await recoveriesNow(world.ports, SITE)).toEqual([]);
    }
  });

  test.each([null, ''])(
    'is a job without an initiator (%j); with our tags it is undecided, unless a record lists it as our own',
    async (by) => {
      const world = openWorld(1);
      startThirdPartyDrill(world, world.servers);
      changeJobs(world, { initiatedBy: by });
      expect(await recoveriesNow(world.ports, SITE)).toHaveLength(1);
      const owner = await world.ports.owner();
      changeJobs(world, { initiatedBy: by, tags: { DrillOwner: owner } });
      await expect(recoveriesNow(world.ports, SITE)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
      const [job] = await world.ports.drs.jobs(SITE, { since: 0 });
      expect(await recoveriesNow(world.ports, SITE, new Set([job?.jobId ?? '']))).toEqual([]);
    },
  );

  test('ends when its log does, if DRS names no end', async () => {
    // given
    const world = openWorld(1);
    const jobId = world.aws.startRealRecovery(SITE, world.servers);
    await passTime(world, HOUR);
    const [reported] = await lookAtRecoveries(world.ports, SITE, [jobId]);
    // when
    changeJobs(world, { endedAt: null });
    // then
    const [read] = await lookAtRecoveries(world.ports, SITE, [jobId]);
    expect(Math.abs((read?.endedAt ?? 0) - (reported?.endedAt ?? 0))).toBeLessThan(SECOND);
    expect(await recoveriesNow(world.ports, SITE)).toEqual([]);
  });
});

describe('a real job that hangs in silence for hours', () => {
  test('keeps everything up until it is released', async () => {
    const { world } = await hanging();
    await passTime(world, 4 * HOUR);
    expect(terminations(world)).toEqual([]);
    expect(record(world).cleanup).toBe('RUNNING');
  });

  test('no longer keeps servers up that it does not name, once it is released and silent for two hours', async () => {
    // given
    const { world, jobId } = await hanging();
    await release(world, jobId);
    // when
    await passTime(world, HOUR);
    // then: the release has no effect yet
    expect(terminations(world)).toEqual([]);
    await passTime(world, 1.2 * HOUR);
    expect(terminations(world)).toHaveLength(1);
    expect(await untilPhase(world, 'ENDED')).toMatchObject({ cleanup: 'CLEAN' });
  });

  test('keeps the servers up that it names, even when it is released', async () => {
    // given
    const { world, jobId } = await hanging();
    await release(world, jobId);
    world.ports.drills.load = async () => undefined;
    const jobs = world.ports.drs.jobs;
    world.ports.drs.jobs = async (...requested) =>
      (await jobs(...requested)).map((job) =>
        job.jobId === jobId
          ? { ...job, servers: world.servers.map((sourceServerId) => ({ ...empty, sourceServerId })) }
          : job,
      );
    world.aws.advance(world.aws.now() + 3 * HOUR * SECOND);
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminations(world)).toEqual([]);
  });

  test('counts as unreleased when it does not name its servers', async () => {
    const { world, jobId } = await hanging();
    await release(world, jobId);
    world.aws.advance(world.aws.now() + 3 * HOUR * SECOND);
    expect((await recoveriesNow(world.ports, SITE))[0]?.released).toBe(true);
    changeJobs(world, { servers: [] });
    expect((await recoveriesNow(world.ports, SITE))[0]?.released).toBeUndefined();
  });

  test('is released by the first request', async () => {
    const { world, jobId } = await hanging();
    await release(world, jobId);
    const again = await releaseJob(world.ports, SITE, jobId, { by: 'other', reason: 'too', at: world.aws.now() });
    expect(again).toMatchObject({ by: 'operator', reason: 'it hangs' });
  });

  test('is recorded as the tenth one, and no further one is', async () => {
    const { world, jobId } = await hanging();
    await release(world, jobId);
    for (let n = 0; n < 10; n++) await release(world, `drsjob-${String(n).padStart(17, '0')}`);
    const { released = {} } = (await world.ports.levers.load(SITE)).record;
    expect([Object.keys(released).length, released[jobId]]).toEqual([10, undefined]);
  });
});

const empty = { launchStatus: 'PENDING', instanceId: null };

/** A drill of one server in its hold, with other servers in the site. */
async function holding(servers = 1, options: { launchSeconds?: number } = {}): Promise<FlowWorld> {
  const world = openWorld(Array.from({ length: servers }, () => options));
  await request(world, { waves: [[world.servers[0] ?? '']] });
  await untilPhase(world, 'HOLDING');
  return world;
}

/** A drill that would clean up, and a real recovery of another server that hangs for five hours. */
async function hanging(): Promise<{ world: FlowWorld; jobId: string }> {
  const world = await holding(2);
  const jobId = world.aws.startRealRecovery(SITE, [world.servers[1] ?? ''], 5 * HOUR);
  await publish(world, { type: 'HoldEndRequested', by: 'operator' });
  await passTime(world, 30);
  return { world, jobId };
}

async function release(world: FlowWorld, jobId: string): Promise<void> {
  await releaseJob(world.ports, SITE, jobId, { by: 'operator', reason: 'it hangs', at: world.aws.now() });
}

function changeJobs(world: FlowWorld, change: Partial<Job>): void {
  const jobs = world.ports.drs.jobs;
  world.ports.drs.jobs = async (...requested) => (await jobs(...requested)).map((job) => ({ ...job, ...change }));
}

function terminations(world: FlowWorld): string[][] {
  return world.aws.history.terminations.map((one) => one.instanceIds);
}
