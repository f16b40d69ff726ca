import { beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_USED, serverId, someForecast } from '../builders.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

/** The drill as its endpoint shows it, after the inventory has read AWS's prices. */
async function shown(): Promise<Record<string, unknown>> {
  await through('takeInventory', await payloadOf('takeInventory'));
  return JSON.parse((await through('getDrill', await payloadOf('getDrill'))).body);
}

describe('what a drill takes', () => {
  const hours = { atLeast: 100, atMost: 200 };
  const used = { ...NOTHING_USED, instanceHours: [{ instanceType: 't3.micro', hours }] };

  test('is shown with its cost once the drill has ended and is counted', async () => {
    await givenDrill(given, { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    expect(await shown()).toMatchObject({ forecast: null, quantities: null, cost: null });
    await given.table.ports.history.countDrill(DRILL_ID, [], used);
    expect(await shown()).toMatchObject({
      quantities: used,
      cost: { currency: 'USD', amount: { atLeast: 1.04, atMost: 2.08 }, pricesOf: '2026-02-13T00:00:00.000Z' },
    });
  });

  test('is not shown while the drill runs', async () => {
    await givenDrill(given);
    expect(await shown()).toMatchObject({ forecast: null, quantities: null, cost: null });
  });

  test('is the forecast of a dry run, and that costs nothing known while its servers have no history', async () => {
    const { forecast } = someForecast([[serverId(1)]]);
    await givenDrill(given, { phase: 'ENDED', outcome: 'READY', cleanup: 'NOT_NEEDED', forecast });
    expect(await shown()).toMatchObject({
      forecast: { total: { p50: null }, waves: [{ wave: 1, unknown: 1 }] },
      quantities: { unknown: 1 },
      cost: { amount: null },
    });
  });

  test('prices are read once, not at every inventory', async () => {
    await givenDrill(given);
    await shown();
    const { 'pricing:GetProducts': once } = given.aws.calls.total();
    await shown();
    expect(given.aws.calls.total()['pricing:GetProducts']).toBe(once);
  });
});
