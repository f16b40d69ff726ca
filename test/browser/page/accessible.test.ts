import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../openPage.ts';
import { type Estate, ESTATE_SERVERS, makeEstate } from './estate.ts';
import { type PageWorld, startPageWorld } from './pageWorld.ts';
import { viewsOf } from './views.ts';
import { settled, watchedPage, watching } from './watchedPage.ts';

let browser: Browser | null = null;
let world: PageWorld;
let estate: Estate;
beforeAll(async () => {
  browser = await openBrowser();
  world = await startPageWorld(ESTATE_SERVERS);
  estate = await makeEstate(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

describe('every view', () => {
  test('x', async () => {
    if (browser === null) return;
    const faults: string[] = [];
    const watched = await watchedPage(browser, world.page, { colorScheme: 'light', width: 1440 }, { statuses: [404] });
    await watching(watched, async ({ page, open }) => {
      for (const { name, path } of viewsOf(estate, world.servers[0] ?? '')) {
        await open(path);
        for (const [colorScheme, width] of [['light', 1440], ['dark', 1440], ['dark', 390], ['light', 390]] as const) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await settled(page);
          const t = Date.now();
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const { id, nodes } of violations) faults.push(`${name} ${path} ${width} ${colorScheme}: ${id}: ${nodes.length} ${nodes[0]?.html.slice(0, 150)} ${Date.now() - t}`);
        }
      }
    });
    console.log(faults.join('\n'));
    expect(faults.length).toBe(0);
  });
});
