import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';

let drillId = '';

const { visiting, visitingApart } = pageTests([{ hostname: 'shop-1' }], async ({ local, servers }) => {
  const body = { waves: [{ sourceServerIds: servers }], holdSeconds: 0, reason: 'rehearsal' };
  drillId = await startedDrill(local.apiUrl, { ...body, dryRun: true });
  await hurrying(local, inPhase(local.apiUrl, drillId, 'ENDED'));
  await called(local.apiUrl, 'PUT', '/v1/plans/web-shop', body, fresh());
  const endAt = new Date(local.clock.now() + 30 * DAY_MS).toISOString();
  const schedule = { plan: 'web-shop', planVersion: 1, expression: 'rate(7 days)', timeZone: 'UTC', endAt };
  await called(local.apiUrl, 'PUT', '/v1/schedules/weekly', schedule, fresh());
});

const DAY_MS = 86_400_000;

function fresh(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID(), 'if-none-match': '*' };
}

test('a list that may not be read is not said to be empty', async () => {
  await visitingApart(
    async ({ page, open }, { hop }) => {
      hop.behind = { status: 403, body: { message: 'Forbidden' } };
      await open('/drills');
      await page.getByText('Cannot read the list of drills').waitFor();
      expect(await page.getByText('No drill yet').count()).toBe(0);
    },
    { statuses: [403] },
  );
});

describe('a click on a row of a list opens its panel', () => {
  test('but on the name of a drill it opens the drill', async () => {
    await visiting(async ({ page, open }) => {
      await open('/drills');
      const row = page.getByRole('row').filter({ hasText: drillId });
      await row.getByText('ENDED').click();
      await page.getByRole('heading', { name: drillId }).waitFor();
      expect(addressOf(page)).toBe(`/drills?drill=${drillId}`);
      await row.getByRole('link', { name: drillId }).click();
      await page.getByRole('tab', { name: 'Journal' }).waitFor();
      expect(addressOf(page)).toBe(`/drills/${drillId}`);
    });
  });

  test('but on the plan of a schedule it opens the plan', async () => {
    await visiting(async ({ page, open }) => {
      await open('/schedules');
      const row = page.getByRole('row').filter({ hasText: 'rate(7 days)' });
      await row.getByText('enabled').click();
      await page.getByRole('heading', { name: 'Schedule weekly' }).waitFor();
      await row.getByRole('link', { name: 'web-shop' }).click();
      await page.getByRole('heading', { name: 'web-shop' }).waitFor();
      expect(addressOf(page)).toBe('/plans/web-shop/1');
    });
  });
});

function addressOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
