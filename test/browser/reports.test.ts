import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlOf } from '../../src/evidence/forms/htmlOf.ts';
import type { Report } from '../../src/evidence/report/report.ts';
import { ENDINGS, given } from '../evidence/forms/given.ts';
import { type Look, openBrowser, openPage } from './openPage.ts';

let browser: Browser | null = null;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

describe('a report in a browser', () => {
  test.each(ENDINGS.flatMap((ending) => SCHEMES.map((scheme) => ({ ending, scheme }))))(
    'of a drill that ended $ending, $scheme, is accessible',
    async ({ ending, scheme }) => {
      await looking(given(ending, 2), { colorScheme: scheme, width: 1200 }, async ({ page }) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      });
    },
  );

  test.each(SCHEMES)('that is simulated and not final, %s, is accessible', async (colorScheme) => {
    await looking(unsettled(), { colorScheme, width: 390 }, async ({ page }) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });

  test('asks nobody for anything, and runs nothing, whatever people wrote', async () => {
    await looking(longWinded(), { colorScheme: 'light', width: 1200 }, async ({ page, requests }) => {
      expect(requests).toEqual([]);
      expect(await page.title()).toBe('Drill drill-0000000000000001aB: report of a disaster-recovery drill');
    });
  });

  test.each([390, 794, 1200])('of long names and texts does not overflow a window of %i pixels', async (width) => {
    await looking(longWinded(), { colorScheme: 'light', width }, async ({ page }) => {
      expect(await page.evaluate(WIDER)).toEqual([]);
    });
  });

  test('keeps to the width of A4 and of Letter, with the world and the drill at its edge', async () => {
    for (const width of [A4, LETTER]) {
      await looking(unsettled(), { colorScheme: 'dark', width }, async ({ page }) => {
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(WIDER)).toEqual([]);
        expect(await page.locator('.strip').innerText()).toBe('SIMULATED · NOT FINAL · drill-0000000000000001aB');
        expect(await page.evaluate(POSITION)).toBe('fixed');
      });
    }
  });
});

const SCHEMES = ['light', 'dark'] as const;

/** In CSS pixels, without the margins of the page. */
const [A4, LETTER] = [703, 725];

/** What is wider than its place: the window, or a cell of a table. */
const WIDER = `[...document.querySelectorAll('html, td, th')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 200))`;
const POSITION = `getComputedStyle(document.querySelector('.strip')).position`;

type Opened = Awaited<ReturnType<typeof openPage>>;

/** Where no browser runs, the set-up has said that nothing was looked at. */
async function looking(report: Report, look: Look, act: (opened: Opened) => Promise<void>): Promise<void> {
  if (browser === null) return;
  const opened = await openPage(browser, htmlOf(report), look);
  await act(opened);
  await opened.close();
}

function unsettled(): Report {
  const report = given('YIELDED');
  const verdict = { ...report.verdict, phase: 'HOLDING' as const, outcome: null, computed: null, endedAt: null };
  return { ...report, final: false, verdict, identity: { ...report.identity, world: 'SIMULATED' } };
}

function longWinded(): Report {
  const report = given('FAILED');
  const error = `<script>document.title = 'lost'</script><img src="https://evil.example/x"> \u202e${'x'.repeat(8000)}`;
  const servers = report.servers.map((server) => ({ ...server, hostname: 'w'.repeat(255), error }));
  return { ...report, servers, test: { ...report.test, purpose: 'p'.repeat(8000) } };
}
