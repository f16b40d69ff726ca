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

test('servers that are chosen by tags may be others than those of the dry run, and that is said', () => {
  expect(startsAnew({ waves: [{ servers: { tags: { Tier: ['web'] } } }] })).toHaveLength(1);
  expect(startsAnew({ waves: [{ sourceServerIds: ['s-1'] }] })).toEqual([]);
  expect(startsAnew({ plan: 'web-shop' })).toEqual([]);
});
