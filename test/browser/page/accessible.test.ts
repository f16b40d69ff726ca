import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Look } from '../openPage.ts';
import { ESTATE_SERVERS, type Estate, makeEstate } from './estate.ts';
import { pageTests } from './pageTests.ts';
import { GROUPS, viewsIn } from './views.ts';
import { settled } from './watchedPage.ts';

let estate: Estate;
const { world, visiting } = pageTests(ESTATE_SERVERS, async (started) => {
  estate = await makeEstate(started);
});

describe('every view', () => {
  test.each(GROUPS)(
    '%s is accessible, wide and narrow, light and dark, no wider than a phone, and has one heading and a title',
    async (group) => {
      const faults: string[] = [];
      await visiting(
        async ({ page, open }) => {
          for (const { name, path } of viewsIn(group, estate, world().servers[0] ?? '')) {
            await look(page, WIDE_LIGHT);
            await open(path);
            const found = await faultsOf(page);
            faults.push(...found.map((fault) => `${name}: ${fault}`));
          }
        },
        { statuses: [404] },
      );
      expect(faults).toEqual([]);
    },
  );
});

const WIDE_LIGHT: Look = { width: 1440, colorScheme: 'light' };

/** Light and dark differ only in their colours, so that the other rules look at each width once. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await violationsOf(page, 'wide, light', []);
  await look(page, { width: 1440, colorScheme: 'dark' });
  faults.push(...(await violationsOf(page, 'wide, dark', COLOURS)));
  await look(page, { width: 390, colorScheme: 'dark' });
  faults.push(...(await violationsOf(page, 'narrow, dark', [])));
  await look(page, { width: 390, colorScheme: 'light' });
  faults.push(...(await violationsOf(page, 'narrow, light', COLOURS)));
  faults.push(...((await page.evaluate(WIDER)) as string[]));
  if ((await page.locator('h1').count()) !== 1) faults.push('it has not one h1');
  if (!/^.+ · drs-drill$/.test(await page.title())) faults.push(`its title is ${await page.title()}`);
  return faults;
}

const COLOURS = ['color-contrast'];

async function look(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await settled(page);
}

async function violationsOf(page: Page, where: string, rules: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length === 0 ? axe : axe.withRules(rules)).analyze();
  const ours = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.filter(({ html }) => !isOfCloudscape(id, html)),
  }));
  return ours.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${where}: ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}

/** On a phone AppLayout says of its own toolbar which way it runs, which a `nav` may not; nothing reads it. */
function isOfCloudscape(rule: string, html: string): boolean {
  return rule === 'aria-allowed-attr' && /^<nav [^>]*aria-orientation/.test(html);
}

/** What sticks out of the window, unless something around it scrolls. */
const WIDER = `(() => {
  const scrolls = (one) => {
    for (let at = one.parentElement; at !== null; at = at.parentElement) {
      if (at !== document.body && at !== document.documentElement && ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the view scrolls sideways: ' + document.documentElement.scrollWidth] : [];
  const outside = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.getClientRects().length > 0 && !scrolls(one));
  return [...wide, ...outside.slice(0, 3).map((one) => 'sticks out: ' + one.outerHTML.slice(0, 200))];
})()`;
