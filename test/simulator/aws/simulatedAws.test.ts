import { expect, it } from 'vitest';
import type { Delivery } from '../../../src/simulator/aws/contract.ts';
import { AwsFault } from '../../../src/simulator/aws/contract.ts';
import { createDice } from '../../../src/simulator/aws/dice.ts';
import { drawFaults } from '../../../src/simulator/aws/faults.ts';
import { createOtherWorld, type OtherWorld } from '../../../src/simulator/aws/simulatedAws.ts';
import { beginning, caller, drs, givenWorld, refusal, startDrill, wait } from '../given.ts';

it('produces the same bytes for the same seed and calls, and others for another seed', () => {
  expect(story(1)).toBe(story(1));
  expect(story(1)).not.toBe(story(2));
});

it.each([1, 2, 3, 4, 5, 6])('continues a saved state exactly where it was (seed %i)', (seed) => {
  const faults = drawFaults(createDice(seed));
  const receivedOne: Delivery[] = [];
  const one = createOtherWorld({ seed, now: beginning, faults, deliver: (delivery) => receivedOne.push(delivery) });
  const servers = one.addServers(caller, 12);
  actAtRandom(one, servers, createDice(seed), 60);
  const saved = JSON.stringify(one.state());
  receivedOne.length = 0;
  const receivedTwo: Delivery[] = [];
  const state: ReturnType<OtherWorld['state']> = JSON.parse(saved);
  const two = createOtherWorld({ seed: 999, now: 0, state, faults, deliver: (delivery) => receivedTwo.push(delivery) });
  expect(two.now()).toBe(one.now());
  actAtRandom(one, servers, createDice(seed + 100), 60);
  actAtRandom(two, servers, createDice(seed + 100), 60);
  expect(JSON.stringify(two.state())).toBe(JSON.stringify(one.state()));
  expect(JSON.stringify(receivedTwo)).toBe(JSON.stringify(receivedOne));
  expect(one.history.launches.length).toBeGreaterThan(0);
});

it('returns its state as a copy: later changes do not affect it', () => {
  const { world } = givenWorld();
  const servers = world.addServers(caller, 1);
  const saved = world.state();
  const before = JSON.stringify(saved);
  startDrill(world, servers);
  wait(world, 100);
  expect(JSON.stringify(saved)).toBe(before);
});

it('returns responses that can be changed without changing the world', () => {
  const { world } = givenWorld();
  world.addServers(caller, [{ tags: { Tier: 'gold' } }]);
  const shown = drs(world, 'DescribeSourceServers');
  Object.assign(Object(shown.at('items.0.tags')), { Tier: 'lead' });
  expect(drs(world, 'DescribeSourceServers').at('items.0.tags')).toEqual({ Tier: 'gold' });
});

it('keeps no reference to its inputs', () => {
  const { world } = givenWorld();
  const tags = { DrillId: 'd-1' };
  startDrill(world, world.addServers(caller, 1), tags);
  tags.DrillId = 'd-2';
  expect(world.history.launches[0]?.tags).toEqual({ DrillId: 'd-1' });
  expect(drs(world, 'DescribeJobs').at('items.0.tags')).toEqual({ DrillId: 'd-1' });
});

it('never goes back in time, and reports when the next task is due', () => {
  const { world } = givenWorld();
  expect(world.nextAt()).toBeUndefined();
  startDrill(world, world.addServers(caller, 1));
  expect(world.nextAt()).toBeGreaterThan(beginning);
  world.advance(beginning + 5_000);
  expect(() => world.advance(beginning)).toThrow(RangeError);
  expect(world.now()).toBe(beginning + 5_000);
});

it('delivers in order of time, each delivery at its own moment', () => {
  const delivered: number[] = [];
  const seen: number[] = [];
  const world = createOtherWorld({
    seed: 4,
    now: beginning,
    deliver: (delivery) => {
      delivered.push(delivery.at);
      seen.push(world.now());
    },
  });
  startDrill(world, world.addServers(caller, 20));
  wait(world, 3_600);
  expect(delivered.length).toBeGreaterThan(100);
  expect(delivered).toEqual(delivered.toSorted((one, other) => one - other));
  expect(seen).toEqual(delivered);
});

it('lets a consumer call AWS while it handles an event', () => {
  const worlds: OtherWorld[] = [];
  const statuses: unknown[] = [];
  const deliver = (delivery: Delivery) => {
    if (delivery.kind === 'event' && delivery.event.source === 'aws.drs')
      statuses.push(
        ...worlds.map((world) => drs(world, 'DescribeJobs').at('items.0.participatingServers.0.launchStatus')),
      );
  };
  const { world } = givenWorld({ deliver });
  worlds.push(world);
  startDrill(world, world.addServers(caller, 1));
  wait(world, 700);
  expect(statuses).toEqual(['LAUNCHED']);
});

it('counts every call, including failed ones, in total and by drill', () => {
  const { world } = givenWorld();
  world.calls.attribute('d-1');
  drs(world, 'DescribeJobs');
  refusal(() => drs(world, 'GetLaunchConfiguration', {}));
  world.call('drs', 'DescribeJobs', {}, caller, { drillId: 'd-2' });
  world.calls.attribute(undefined);
  drs(world, 'DescribeJobs');
  expect(world.calls.total()).toEqual({ 'drs:DescribeJobs': 3, 'drs:GetLaunchConfiguration': 1 });
  expect(world.calls.ofDrill('d-1')).toEqual({ 'drs:DescribeJobs': 1, 'drs:GetLaunchConfiguration': 1 });
  expect(world.calls.ofDrill('d-2')).toEqual({ 'drs:DescribeJobs': 1 });
  expect(world.calls.ofDrill('d-3')).toEqual({});
});

it('starts a real recovery as a third party would, without counting it as a call of ours', () => {
  const { world } = givenWorld();
  const job = world.startRealRecovery(caller, world.addServers(caller, 1));
  expect(drs(world, 'DescribeJobs').at('items.0')).toMatchObject({
    jobID: job,
    initiatedBy: 'START_RECOVERY',
    tags: {},
  });
  expect(world.calls.total()).toEqual({ 'drs:DescribeJobs': 1 });
});

/** Launches, looks and terminates at random. */
function actAtRandom(world: OtherWorld, servers: string[], dice: ReturnType<typeof createDice>, steps: number): void {
  for (let step = 0; step < steps; step++) {
    wait(world, dice.between(0, 200));
    try {
      if (dice.chance(0.4)) startDrill(world, servers.slice(dice.between(0, 5), dice.between(6, 12)));
      const live = world.liveInstances(caller).map((each) => each.instanceId);
      if (dice.chance(0.3) && live.length > 0) drs(world, 'TerminateRecoveryInstances', { recoveryInstanceIDs: live });
      drs(world, 'DescribeRecoveryInstances');
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
    }
  }
}

function story(seed: number): string {
  const reported: Delivery[] = [];
  const faults = drawFaults(createDice(seed));
  const world = createOtherWorld({ seed, now: beginning, faults, deliver: (delivery) => reported.push(delivery) });
  actAtRandom(world, world.addServers(caller, 12), createDice(seed), 100);
  return JSON.stringify([reported, world.state()]);
}
