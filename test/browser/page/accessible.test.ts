import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Look } from '../openPage.ts';
import { ESTATE_SERVERS, type Estate, makeEstate } from './estate.ts';
import { pageTests } from './pageTests.ts';
import { viewsOf } from './views.ts';
import { settled } from './watchedPage.ts';

let estate: Estate;
const { world, visiting } = pageTests(ESTATE_SERVERS, async (started) => {
  estate = await makeEstate(started);
});

describe('every view', () => {
  // The colours are all that light and dark change, so the other rules look at each width once.
  test.each<Look & { rules: string[] }>([
    { width: 1440, colorScheme: 'light', rules: [] },
    { width: 390, colorScheme: 'dark', rules: [] },
    { width: 1440, colorScheme: 'dark', rules: ['color-contrast'] },
    { width: 390, colorScheme: 'light', rules: ['color-contrast'] },
  ])('at $width pixels, $colorScheme, is accessible $rules', async ({ rules, ...look }) => {
    const faults = await found(look, (page) => violationsOf(page, rules));
    expect(faults).toEqual([]);
  });

  test('at 390 pixels is no wider than the window, and has one heading and a title of its own', async () => {
    const faults = await found({ width: 390, colorScheme: 'light' }, async (page) => [
      ...((await page.evaluate(WIDER)) as string[]),
      ...((await page.locator('h1').count()) === 1 ? [] : ['it has not one h1']),
      ...((await page.title()).endsWith(' · drs-drill') ? [] : [`its title is ${await page.title()}`]),
    ]);
    expect(faults).toEqual([]);
  });
});

/** What is wrong on each view. */
async function found(look: Look, faultsOf: (page: Page) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = [];
  const looked = visiting(
    async ({ page, open }) => {
      for (const { name, path } of viewsOf(estate, world().servers[0] ?? '')) {
        await open(path);
        await settled(page);
        faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      }
    },
    { statuses: [404] },
    look,
  );
  await looked;
  return faults;
}

async function violationsOf(page: Page, rules: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length === 0 ? axe : axe.withRules(rules)).analyze();
  const ours = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.filter(({ html }) => !isOfCloudscape(id, html)),
  }));
  return ours.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
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
