import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';
import { servePage } from './servedPage.ts';
import type { Watched } from './watchedPage.ts';

const { visiting, world } = pageTests([{ hostname: 'shop-1' }], async ({ local, servers }) => {
  const waves = [{ sourceServerIds: servers }];
  drillId = await startedDrill(local.apiUrl, { waves, holdSeconds: 0, reason: 'rehearsal' });
  await hurrying(local, inPhase(local.apiUrl, drillId, 'ENDED'));
});
let drillId: string;

describe('the scripts of the page', () => {
  test('of tabs that should have come while the server was away come once the page is loaded again', async () => {
    await visiting(
      async ({ page, open }) => {
        await open(`/drills/${drillId}`);
        await world().page.stop();
        await page.waitForTimeout(TABS_LOADED_MS);
        await servedAgain(page);
        await page.getByRole('tab', { name: 'Timeline' }).click();
        await page
          .getByText(/a part of the page did not come: its server was stopped, or the page was updated/)
          .waitFor();
        await page.getByRole('button', { name: 'Load the page again' }).click();
        await page.getByText('Clocks of the drill').waitFor();
      },
      { noAnswer: true, statuses: [401], errors: [/timelineTab/] },
    );
  });

  test('that cannot be loaded leave words where the page would be, and no empty window', async () => {
    await visiting(
      async ({ page }) => {
        await page.route(/assets\/page-.*\.js/, (route) => route.abort());
        await page.goto(page.url());
        await page.getByText(/a part of it did not come/).waitFor();
        await page.unroute(/assets\/page-.*\.js/);
        await page.getByRole('link', { name: 'Load it again.' }).click();
        await page.getByRole('heading', { name: 'Drills', exact: true }).first().waitFor();
      },
      { noAnswer: true, errors: [/page-.*js/] },
    );
  });

  test('of a view that cannot be loaded are named as the reason, with the ways to get them', async () => {
    await visiting(
      async ({ page, open }: Watched) => {
        await page.route(/assets\/coverageView-.*/, (route) => route.abort());
        await open('/drills');
        await page.getByRole('link', { name: 'Coverage' }).first().click();
        await page
          .getByText(/a part of the page did not come: its server was stopped, or the page was updated/)
          .waitFor();
        await page.unroute(/assets\/coverageView-.*/);
        await page.getByRole('link', { name: 'Plans', exact: true }).first().click();
        await page.getByRole('heading', { name: 'Plans', exact: true }).first().waitFor();
        await page.getByRole('link', { name: 'Coverage' }).first().click();
        await page.getByRole('button', { name: 'Load the page again' }).click();
        await page.getByRole('heading', { name: 'Coverage', exact: true }).first().waitFor();
      },
      { noAnswer: true, errors: [/coverageView/] },
    );
  });
});

describe('the tabs of a drill', () => {
  test('follow the way back and forward of the browser, however fast they were opened', async () => {
    await visiting(async ({ page, open }) => {
      await open(`/drills/${drillId}/evidence`);
      await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
      for (const tab of ['Servers', 'Timeline', 'Journal', 'Notes', 'Raw JSON'])
        await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await page.goBack();
      await page.goBack();
      await page.getByRole('heading', { name: /^Journal/ }).waitFor();
      expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Journal');
      await page.goForward();
      await page.getByRole('heading', { name: /^Notes/ }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/drills/${drillId}/notes`);
      expect(await page.getByRole('heading', { name: /^Journal/ }).count()).toBe(0);
    });
  });
});

/** Longer than it takes until the scripts of all tabs are loaded. */
const TABS_LOADED_MS = 2500;

/** Starts the server of the page again at its port, and signs this browser in. */
async function servedAgain(page: Page): Promise<void> {
  const { hop, page: before } = world();
  const next = await servePage(hop.url, Number(new URL(before.origin).port));
  world().page = next;
  const other = await page.context().newPage();
  await other.goto(await next.signInAddress());
  await other.close();
}
