import { expect, test } from 'vitest';
import type { Drill } from '../../src/drill/drill.ts';
import { watch } from '../../src/flow/watch.ts';
import { wiring } from '../../src/handlers/wiring.ts';
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

const NOTHING = { leakedServers: 0, holdOverruns: 0, brokenDrills: 0, leversNotOpen: 0 };

test('a drill that holds its instances is nothing to worry about', async () => {
  expect(await watched({})).toEqual(NOTHING);
});

test('instances that nobody asked to terminate 15 minutes after the hold ended are an overrun', async () => {
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
  expect(await watched({ phase: 'TERMINATING', phaseAt: START - 20 * MINUTE, servers })).toEqual(NOTHING);
});

test('what a leaked drill has left is counted by servers', async () => {
  const leaked = { phase: 'TERMINATING' as const, phaseAt: START, cleanup: 'LEAKED' as const };
  expect(await watched(leaked)).toEqual({ ...NOTHING, leakedServers: 1 });
});

test('a drill that was set aside is counted until a person has dealt with it', async () => {
  const seen = await watched({}, ({ table }) => table.ports.drills.markBroken(DRILL_ID, 'it does not hold', START));
  expect(seen).toEqual({ ...NOTHING, brokenDrills: 1 });
});
