import { expect, test } from 'vitest';
import type { Drill } from '../../../src/page/api/client.ts';
import { startEffects, startsAnew } from '../../../src/page/start/startWords.ts';

test('the confirmation names the plan and the first servers, and counts the others', () => {
  const servers = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ sourceServerId: `s-${number}` }));
  const dryRun = {
    ...{ servers, waves: [{}], site: { region: 'eu-west-1', accountId: '111122223333' } },
    ...{ plan: { name: 'shop', version: 3 }, forecast: null, quantities: null, cost: null },
    terms: { launchAllowanceSeconds: 3600, bootSecondsMax: 900, holdSeconds: 600 },
  } as unknown as Drill;
  const effects = startEffects(dryRun, new Map([['s-1', 'db-1']]));
  expect(effects).toContain('The plan is shop, version 3.');
  expect(effects).toContain('Servers, as in the dry run: db-1 (s-1), s-2, s-3, s-4, s-5 and 2 more.');
});

test('of each wave that chooses its servers by tags it is said how, and how many the dry run took', () => {
  const servers = [1, 2, 2, 2].map((wave) => ({ wave })) as Drill['servers'];
  const byTags = { tags: { Tier: ['web', 'db'] }, sample: { count: 3, by: 'STALEST' } };
  const waves = [{ sourceServerIds: ['s-1'] }, { servers: byTags }];
  expect(startsAnew({ waves }, { servers })).toEqual([
    'Wave 2 takes the stalest 3 with Tier = web or db, chosen anew at the start: the dry run took 3 servers, and the drill may take others.',
  ]);
  expect(startsAnew({ waves: waves.slice(0, 1) }, { servers })).toEqual([]);
  expect(startsAnew({ plan: 'web-shop' }, { servers })).toEqual([]);
});
