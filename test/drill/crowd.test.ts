import { expect, test } from 'vitest';
import {
  CLAIMED_SERVERS_MAX,
  OPEN_DRILLS_MAX,
  RELEASES_MAX,
  SCHEDULES_MAX,
  SERVERS_PER_DRILL_MAX,
} from '../../src/drill/bounds.ts';
import { decide } from '../../src/drill/decide.ts';
import { emptySite, type SiteRecord } from '../../src/drill/site.ts';
import { requested, SITE, server, T } from './given.ts';

/** DynamoDB developer guide, constraints: an item has at most 400 KB. */
const ITEM_BYTES_MAX = 400_000;

test('a site with the maximum of open drills refuses another one, and says when to retry', () => {
  const wanted = requested([[server(1)]]);
  expect(decide(undefined, wanted, crowded(OPEN_DRILLS_MAX, 1))).toMatchObject({
    refused: { status: 429, code: 'too-many-drills', afterSeconds: 300 },
  });
  expect(decide(undefined, wanted, crowded(OPEN_DRILLS_MAX - 1, 1))).not.toHaveProperty('refused');
});

test('a site with the maximum of claimed servers refuses a drill that claims more', () => {
  const site = crowded(CLAIMED_SERVERS_MAX / 16 - 1, 16);
  const wanted = (servers: number) => requested([Array.from({ length: servers }, (_, index) => server(index + 1))]);
  expect(decide(undefined, wanted(17), site)).toMatchObject({ refused: { code: 'too-many-drills' } });
  expect(decide(undefined, wanted(16), site)).not.toHaveProperty('refused');
});

test('the largest record of a site fits an item', () => {
  const record = crowded(OPEN_DRILLS_MAX, CLAIMED_SERVERS_MAX / OPEN_DRILLS_MAX);
  const lever = { state: 'FROZEN' as const, reason: '€'.repeat(256), by: '€'.repeat(2048), at: T, expiresAt: T };
  const word = { by: '€'.repeat(2048), reason: '€'.repeat(256), at: T };
  const all = Object.keys(record.claims);
  const need = { jobs: 10, servers: SERVERS_PER_DRILL_MAX };
  const largest: SiteRecord = {
    ...record,
    reserved: Object.fromEntries(all.map((drillId) => [drillId, need])),
    waiting: all.map((drillId) => ({ drillId, since: T, ...need })),
    requesters: Object.fromEntries(all.map((drillId) => [drillId, 'f'.repeat(16)])),
    scheduled: Object.fromEntries(all.slice(0, SCHEDULES_MAX).map((drillId) => [drillId, 's'.repeat(64)])),
    lever: { ...lever, requested: { key: 'k'.repeat(64), hash: 'h'.repeat(64) } },
    launchedAt: T,
    released: Object.fromEntries(
      Array.from({ length: RELEASES_MAX }, (_, n) => [`drsjob-${server(n).slice(2)}`, word]),
    ),
  };
  expect(Buffer.byteLength(JSON.stringify(largest))).toBeLessThan(ITEM_BYTES_MAX);
});

function crowded(drills: number, servers: number): SiteRecord {
  const claims = Array.from({ length: drills }, (_, drill) => [
    `d-${String(drill + 1).padStart(24, '0')}`,
    Array.from({ length: servers }, (_, index) => server(1000 + drill * servers + index)),
  ]);
  return { ...emptySite(SITE.accountId, SITE.region), claims: Object.fromEntries(claims) };
}
