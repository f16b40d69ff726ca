import { expect, test } from 'vitest';
import type { Drill, Recovery } from '../../src/drill/drill.ts';
import { watch } from '../../src/flow/watch.ts';
import { wiring } from '../../src/handlers/wiring/wiring.ts';
import { START, serverId } from '../builders.ts';
import { DRILL_ID, givenDrill, givenPorts, SITE } from '../handlers/given.ts';

const MINUTE = 60_000;

async function watched(
  more: Partial<Drill>,
  before: (given: ReturnType<typeof givenPorts>) => Promise<void> = async () => undefined,
) {
  const given = givenPorts();
  await givenDrill(given, more);
  await before(given);
  return watch(wiring(), SITE);
}

const NOTHING = {
  ...{ leakedServers: 0, holdOverruns: 0, quarantinedDrills: 0, leversNotOpen: 0 },
  ...{ waitingInstances: 0, releasedJobs: 0 },
};

test('a drill that holds its instances is nothing to worry about', async () => {
  expect(await watched({})).toEqual(NOTHING);
});

test('instances without a requested termination 15 minutes after the hold ended are an overrun', async () => {
  expect(await watched({ holdUntil: START - 15 * MINUTE })).toEqual(NOTHING);
  expect(await watched({ holdUntil: START - 16 * MINUTE })).toEqual({ ...NOTHING, holdOverruns: 1 });
  expect(await watched({ phase: 'TERMINATING', phaseAt: START - 16 * MINUTE })).toEqual({
    ...NOTHING,
    holdOverruns: 1,
  });
});

test('once DRS has accepted the termination, waiting for it is no overrun', async () => {
  const server = { wave: 0, launch: 0, instanceId: 'i-0123456789abcdef0', terminationAt: START - 10 * MINUTE };
  const servers = { [serverId(1)]: server };
  const cleaning = { phase: 'TERMINATING' as const, servers };
  expect(await watched({ ...cleaning, phaseAt: START - 14 * MINUTE })).toEqual(NOTHING);
  // It is still up beyond its hold.
  expect(await watched({ ...cleaning, phaseAt: START - 20 * MINUTE })).toEqual({ ...NOTHING, waitingInstances: 1 });
});

test('instances that wait for a real recovery are counted, and no overrun until 15 minutes after its pause', async () => {
  const cleaning = { phase: 'TERMINATING' as const, phaseAt: START - 300 * MINUTE };
  const recovery = (more: Partial<Recovery>) => ({
    ...cleaning,
    recoveries: { 'drsjob-0000000000000real': { servers: [], state: 'RUNNING' as const, ...more } },
  });
  expect(await watched(recovery({}))).toEqual({ ...NOTHING, waitingInstances: 1 });
  const completedAt = (minutes: number) => recovery({ state: 'COMPLETED', completedAt: START - minutes * MINUTE });
  expect(await watched(completedAt(14))).toEqual({ ...NOTHING, waitingInstances: 1 });
  expect(await watched(completedAt(30))).toEqual(NOTHING);
  expect(await watched(completedAt(31))).toEqual({ ...NOTHING, holdOverruns: 1 });
});

test('a released job is counted until it has ended, and what it names still waits', async () => {
  const recoveries = {
    'drsjob-0000000000000real': { servers: [serverId(1)], state: 'RUNNING' as const, released: true as const },
  };
  const cleaning = { phase: 'TERMINATING' as const, phaseAt: START - 300 * MINUTE, recoveries };
  expect(await watched(cleaning)).toEqual({ ...NOTHING, waitingInstances: 1, releasedJobs: 1 });
});

test('what a leaked drill has left is counted by servers', async () => {
  const leaked = { phase: 'TERMINATING' as const, phaseAt: START, cleanup: 'LEAKED' as const };
  expect(await watched(leaked)).toEqual({ ...NOTHING, leakedServers: 1 });
});

test('a quarantined drill is counted until a person has dealt with it', async () => {
  const seen = await watched({}, ({ table }) =>
    table.ports.drills.markQuarantined(DRILL_ID, 'it does not hold', START),
  );
  expect(seen).toEqual({ ...NOTHING, quarantinedDrills: 1 });
});
