import { describe, expect, test } from 'vitest';
import type { Machine } from '../../src/drill/forecast.ts';
import { forecastOf } from '../../src/history/forecast.ts';
import type { Timing } from '../../src/history/timings.ts';
import { instanceId, NOTHING_KNOWN, serverId, someForecast } from '../builders.ts';

const [one, two, three] = [serverId(1), serverId(2), serverId(3)];
const NOT_KNOWN = { p50: null, p95: null };

/** A server's earlier drills, which took this long. */
function history(...seconds: { launch: number; boot?: number | null; termination?: number }[]): Timing[] {
  return seconds.map(({ launch, boot = 100, termination = 120 }, n) => {
    return { drillId: instanceId(n), endedAt: n, launch, boot, check: boot, termination };
  });
}

const steady = (launch: number) => history(...Array.from({ length: 12 }, () => ({ launch })));

describe('the forecast of a drill', () => {
  test('without any history knows only how the servers are packed', () => {
    const { forecast, servers } = someForecast([Array.from({ length: 120 }, (_, n) => serverId(n)), [serverId(200)]]);
    expect(forecast.waves).toMatchObject([
      { servers: 120, jobs: 3, launch: NOT_KNOWN, boot: NOT_KNOWN, termination: NOT_KNOWN, unknown: 120 },
      { servers: 1, jobs: 1, unknown: 1 },
    ]);
    expect(forecast.total).toEqual(NOT_KNOWN);
    expect(forecast.headroom).toEqual({
      jobs: { needed: 3, left: null },
      serversInJobs: { needed: 120, left: null },
      vcpus: { needed: null, left: null },
      addresses: [],
    });
    expect(forecast.quantities).toEqual({ instanceHours: [], gigabyteHours: [], unknown: 121 });
    expect(servers[0]).toEqual({
      sourceServerId: serverId(0),
      launch: NOT_KNOWN,
      boot: NOT_KNOWN,
      termination: NOT_KNOWN,
      samples: 0,
    });
  });

  test('rests on what each server took before', () => {
    const { servers } = someForecast([[one, two]], {
      timings: new Map([
        [one, steady(600)],
        [two, steady(1500)],
      ]),
    });
    expect(servers[0]?.launch.p50).toBeGreaterThan(570);
    expect(servers[0]?.launch.p95).toBeLessThan(800);
    expect(servers[1]?.launch.p50).toBeGreaterThan(1400);
    expect(servers[0]?.samples).toBe(12);
  });

  test('believes a server with one drill to be like its neighbours, and one with many to be as it was', () => {
    const neighbours = Array.from({ length: 20 }, (_, n): [string, Timing[]] => [serverId(100 + n), steady(600)]);
    const p50 = (timings: Timing[]) =>
      someForecast([[one]], { timings: new Map([...neighbours, [one, timings]]) }).servers[0]?.launch.p50 ?? 0;
    expect(p50(history({ launch: 900 }))).toBeLessThan(p50(steady(900)));
    expect(p50(history({ launch: 900 }))).toBeGreaterThan(610);
  });

  test('counts a server without history, leaves it out of its wave, and has no total then', () => {
    const { forecast } = someForecast([[one, three]], { timings: new Map([[one, steady(600)]]) });
    expect(forecast.waves[0]).toMatchObject({ unknown: 1, launch: { p50: expect.any(Number) } });
    expect(forecast.total).toEqual(NOT_KNOWN);
  });

  test('has no total when a server was never seen working', () => {
    const timings = new Map([[one, history({ launch: 600, boot: null })]]);
    const { forecast, servers } = someForecast([[one]], { timings });
    expect(servers[0]).toMatchObject({ launch: { p50: expect.any(Number) }, boot: NOT_KNOWN });
    expect(forecast).toMatchObject({ total: NOT_KNOWN, waves: [{ unknown: 1 }] });
  });

  test('adds the waves one after the other, with their waits and what they wait for', () => {
    const known = {
      ...NOTHING_KNOWN,
      timings: new Map([
        [one, steady(600)],
        [two, steady(600)],
      ]),
    };
    const total = (second: { startWhen?: 'VERIFIED'; waitSeconds?: number }) => {
      const waves = [{ sourceServerIds: [one] }, { sourceServerIds: [two], ...second }];
      return forecastOf({ waves, holdSeconds: 3600, serversPerJob: 50 }, known).forecast.total.p50 ?? 0;
    };
    expect(total({})).toBeGreaterThan(600 + 600 + 100 + 3600 + 120 - 60);
    expect(total({ waitSeconds: 1000 }) - total({})).toBe(1000);
    expect(total({ startWhen: 'VERIFIED' }) - total({})).toBeGreaterThan(80);
  });

  test('is the same for the same history', () => {
    const timings = new Map([[one, steady(600)]]);
    expect(someForecast([[one]], { timings })).toEqual(someForecast([[one]], { timings }));
  });
});

describe('what a drill would use', () => {
  const machine: Machine = { instanceType: 'm5.large', volumes: [{ volumeType: 'gp3', gigabytes: 100 }] };
  const timings = new Map([
    [one, steady(600)],
    [two, steady(600)],
  ]);

  test('is the time from each launch to the proof that nothing is left, as a range', () => {
    const { quantities } = someForecast([[one, two]], {
      timings,
      machines: new Map([
        [one, machine],
        [two, machine],
      ]),
    }).forecast;
    expect(quantities.unknown).toBe(0);
    const [instances] = quantities.instanceHours;
    expect(instances?.instanceType).toBe('m5.large');
    expect(instances?.hours.atLeast).toBeGreaterThan(2);
    expect(instances?.hours.atMost).toBeLessThan(2.5);
    expect(quantities.gigabyteHours).toEqual([{ volumeType: 'gp3', hours: expect.anything() }]);
    expect(quantities.gigabyteHours[0]?.hours.atLeast).toBeGreaterThan(200);
  });

  test('counts servers of which something is not known', () => {
    const untyped = { ...machine, instanceType: null };
    const { quantities } = someForecast([[one, two, three]], {
      timings,
      machines: new Map([
        [one, machine],
        [two, untyped],
        [three, machine],
      ]),
    }).forecast;
    expect(quantities.unknown).toBe(2);
  });
});

describe('the head-room', () => {
  const machines = new Map([
    [one, { instanceType: 'm5.large', volumes: [] }],
    [two, { instanceType: 'm5.xlarge', volumes: [] }],
  ]);
  const vcpus = new Map([
    ['m5.large', 2],
    ['m5.xlarge', 4],
  ]);
  const left = { jobs: 18, serversInJobs: 480, vcpus: 60, addresses: new Map([['subnet-1', 11]]) };

  test('compares what all waves need together with what is left', () => {
    const subnets = new Map([
      [one, ['subnet-1', 'subnet-2']],
      [two, ['subnet-1']],
    ]);
    const { headroom } = someForecast([[one], [two]], { machines, vcpus, subnets, left }).forecast;
    expect(headroom).toEqual({
      jobs: { needed: 1, left: 18 },
      serversInJobs: { needed: 1, left: 480 },
      vcpus: { needed: 6, left: 60 },
      addresses: [
        { subnetId: 'subnet-1', needed: 2, left: 11 },
        { subnetId: 'subnet-2', needed: 1, left: null },
      ],
    });
  });

  test('does not know how many vCPUs are needed when one type is unknown', () => {
    const { headroom } = someForecast([[one], [three]], { machines, vcpus, left }).forecast;
    expect(headroom.vcpus).toEqual({ needed: null, left: 60 });
  });
});
