import { describe, expect, test } from 'vitest';
import type { Forecast } from '../../../src/drill/forecast.ts';
import { CallFailed } from '../../../src/flow/errors.ts';
import { recordHistory } from '../../../src/flow/recordHistory.ts';
import { SITE } from '../../builders.ts';
import {
  callsDuring,
  DRILL_ID,
  type FlowWorld,
  factsOf,
  inspected,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  record,
  request,
  startThirdPartyDrill,
  untilPhase,
} from '../given.ts';

/** A dry run to its end, and its forecast. */
async function forecastIn(world: FlowWorld, waves = [world.servers], drillId = DRILL_ID): Promise<Forecast> {
  await request(world, { drillId, waves, terms: { dryRun: true } });
  await passTime(world, 30);
  const { forecast } = record(world, drillId);
  if (forecast === undefined) throw new Error('the dry run has no forecast');
  return forecast;
}

describe('a dry run asks what a drill would take', () => {
  test('by questions alone: nothing at AWS changes', async () => {
    const world = openWorld(3);
    const before = JSON.stringify({ ...world.aws.state(), calls: null });
    const calls = await callsDuring(world, () => forecastIn(world));
    expect(Object.keys(calls).filter((call) => !/:(Describe|Get|List)/.test(call))).toEqual([]);
    expect(calls).toMatchObject({
      'ec2:DescribeSubnets': 1,
      'ec2:DescribeInstanceTypes': 1,
      'servicequotas:GetServiceQuota': 3,
    });
    expect(JSON.stringify({ ...world.aws.state(), calls: null })).toBe(
      before.replace(/"now":\d+/, `"now":${world.aws.now()}`),
    );
    expect(record(world)).toMatchObject({ outcome: 'READY', cleanup: 'NOT_NEEDED' });
  });

  test('with as many questions for the forecast of many servers as for that of one', async () => {
    const callsFor = async (servers: number) => {
      const world = openWorld(servers);
      world.held.add('Forecast');
      await request(world, { terms: { dryRun: true } });
      await passTime(world, 30);
      world.held.clear();
      return callsDuring(world, () => passTime(world, 1));
    };
    expect(await callsFor(60)).toEqual(await callsFor(1));
  });

  test('of quotas, open jobs and running instances', async () => {
    const world = openWorld([
      { instanceType: 'm5.xlarge' },
      { instanceType: 'c5.large' },
      { instanceType: 'm5.2xlarge' },
    ]);
    const [one = '', two = '', theirs = ''] = world.servers;
    startThirdPartyDrill(world, [theirs]);
    const early = await forecastIn(world, [[one], [two]]);
    expect(early.headroom).toMatchObject({ jobs: { needed: 1, left: 19 }, serversInJobs: { needed: 1, left: 499 } });
    await passTime(world, 900);
    const late = await forecastIn(world, [[one], [two]], OTHER_DRILL_ID);
    expect(late.headroom).toEqual({
      jobs: { needed: 1, left: 20 },
      serversInJobs: { needed: 1, left: 500 },
      vcpus: { needed: 6, left: 2048 - 8 },
      addresses: [{ subnetId: 'subnet-0d0000000000d4111', needed: 2, left: 251 - 1 }],
    });
  });

  test('of the machines that its servers’ launch settings name, and of the history of each', async () => {
    const world = openWorld([{ instanceType: 'm5.large', diskCount: 2, diskGigabytes: 50, volumeType: 'gp2' }]);
    expect((await forecastIn(world)).quantities).toEqual({ instanceHours: [], gigabyteHours: [], unknown: 1 });
    await request(world, { drillId: OTHER_DRILL_ID, terms: { holdSeconds: 3600 } });
    await untilPhase(world, 'ENDED', OTHER_DRILL_ID);
    for (const entry of world.table.entriesOf(OTHER_DRILL_ID)) await recordHistory(world.ports, entry);
    await passTime(world, 900);
    const { quantities } = await forecastIn(world, [world.servers], 'd-000000000000000000000003');
    expect(quantities).toEqual({
      instanceHours: [{ instanceType: 'm5.large', hours: expect.anything() }],
      gigabyteHours: [{ volumeType: 'gp2', hours: expect.anything() }],
      unknown: 0,
    });
    const [instances, volumes] = [quantities.instanceHours[0]?.hours, quantities.gigabyteHours[0]?.hours];
    expect((volumes?.atLeast ?? 0) / (instances?.atLeast ?? 0)).toBeCloseTo(100, 0);
  });

  test.each([
    ['NONE', 'c5.large'],
    ['BASIC', 'm5.large'],
    [null, null],
  ])('with a right-sizing of %s, the instance type is %s', async (rightSizing, instanceType) => {
    const world = openWorld([{ instanceType: 'm5.large' }]);
    const { drs, ec2 } = world.ports;
    const configured = await drs.launchConfiguration(SITE, world.servers[0] ?? '');
    const template = await ec2.launchTemplate(SITE, configured.launchTemplateId ?? '');
    world.ports.drs = { ...drs, launchConfiguration: async () => ({ ...configured, rightSizing }) };
    world.ports.ec2 = { ...ec2, launchTemplate: async () => template && { ...template, instanceType: 'c5.large' } };
    const [found] = await inspected(world);
    expect(found).toMatchObject({ machine: { instanceType, volumes: [{ volumeType: 'gp3', gigabytes: 8 }] } });
  });

  test('and what AWS refuses to say stays unknown', async () => {
    const world = openWorld(1);
    world.ports.quotas = {
      valueOf: async () => {
        throw new CallFailed('DENIED', 'GetServiceQuota: no');
      },
    };
    const { headroom } = await forecastIn(world);
    expect(headroom).toMatchObject({ jobs: { needed: 1, left: null }, vcpus: { needed: 2, left: null } });
  });

  test('again, when AWS does not answer for now', async () => {
    const world = openWorld(1);
    const { quotas } = world.ports;
    let failures = 1;
    world.ports.quotas = {
      valueOf: async (...quota) => {
        if (failures-- > 0) throw new CallFailed('UNAVAILABLE', 'GetServiceQuota: not now');
        return quotas.valueOf(...quota);
      },
    };
    expect((await forecastIn(world)).headroom.jobs.left).toBe(20);
    expect(factsOf(world).filter(({ type }) => type === 'Forecasted')).toHaveLength(1);
  });
});
