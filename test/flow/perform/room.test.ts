import { describe, expect, test } from 'vitest';
import { quarantine } from '../../../src/flow/quarantine.ts';
import { LIMITS } from '../../builders.ts';
import {
  callsDuring,
  factsOf,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  record,
  request,
  startThirdPartyDrill,
  untilPhase,
} from '../given.ts';

const ONE_JOB = { ...LIMITS, jobsMax: 1 };

describe('a launch, while third parties’ jobs use up the site’s part of DRS’s quotas', () => {
  test('waits until they have ended', async () => {
    // given
    const world = openWorld([{}, { launchSeconds: 900 }]);
    const [ours = '', theirs = ''] = world.servers;
    startThirdPartyDrill(world, [theirs]);
    await request(world, { waves: [[ours]], limits: ONE_JOB });
    // when
    const calls = await callsDuring(world, () => passTime(world, 600));
    // then
    expect(calls).not.toHaveProperty(['drs:StartRecovery']);
    const deferred = factsOf(world).flatMap((fact) => (fact.type === 'LaunchDeferred' ? [fact.reason] : []));
    expect(deferred[0]).toContain('1 job with 1 server is open here, 1 of third parties');
    // and after they have ended
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('of a later wave waits as well', async () => {
    // given
    const world = openWorld([{ launchSeconds: 300 }, {}, { launchSeconds: 1800 }]);
    const [first = '', second = '', theirs = ''] = world.servers;
    await request(world, { waves: [[first], [second]], limits: ONE_JOB });
    await passTime(world, 120);
    startThirdPartyDrill(world, [theirs]);
    // when
    const calls = await callsDuring(world, () => passTime(world, 1500));
    // then
    expect(calls).not.toHaveProperty(['drs:StartRecovery']);
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('starts when there is room for both', async () => {
    const world = openWorld([{}, { launchSeconds: 900 }]);
    const [ours = '', theirs = ''] = world.servers;
    startThirdPartyDrill(world, [theirs]);
    await request(world, { waves: [[ours]], limits: { ...LIMITS, jobsMax: 2 } });
    expect(await callsDuring(world, () => passTime(world, 60))).toMatchObject({ 'drs:StartRecovery': 1 });
  });

  test('also counts the servers in those jobs', async () => {
    const world = openWorld([{}, { launchSeconds: 900 }, { launchSeconds: 900 }]);
    const [ours = '', ...theirs] = world.servers;
    startThirdPartyDrill(world, theirs);
    await request(world, { waves: [[ours]], limits: { ...LIMITS, serversInJobsMax: 2 } });
    expect(await callsDuring(world, () => passTime(world, 60))).not.toHaveProperty(['drs:StartRecovery']);
  });

  test('also waits for the job of our quarantined drill, which has no reservation any more', async () => {
    // given
    const world = openWorld([{}, { launchSeconds: 1800 }]);
    const [ours = '', quarantined = ''] = world.servers;
    await request(world, { drillId: OTHER_DRILL_ID, waves: [[quarantined]], limits: ONE_JOB });
    await passTime(world, 120);
    await quarantine(world.ports, record(world, OTHER_DRILL_ID), 'a rule does not hold');
    await request(world, { waves: [[ours]], limits: ONE_JOB });
    // when
    const calls = await callsDuring(world, () => passTime(world, 600));
    // then
    expect(calls).not.toHaveProperty(['drs:StartRecovery']);
    const deferred = factsOf(world).flatMap((fact) => (fact.type === 'LaunchDeferred' ? [fact.reason] : []));
    expect(deferred[0]).toContain('1 job with 1 server is open here, 0 of third parties');
    // and after it has ended
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });
});
