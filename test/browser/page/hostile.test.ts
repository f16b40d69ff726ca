import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ESTATE_SERVERS, type Estate, makeEstate } from './estate.ts';
import { HOSTILE, textsReplaced } from './hostileTexts.ts';
import { pageTests } from './pageTests.ts';
import { type View, viewsOf } from './views.ts';

/** Much longer than on a quiet machine. */
const EVERY_VIEW_MS_MAX = 400_000;

let estate: Estate;
const { world, visiting } = pageTests(ESTATE_SERVERS, async (started) => {
  estate = await makeEstate(started);
  started.hop.edit = (body) => textsReplaced(body, HOSTILE);
});

describe('texts of bad faith in every member that people or AWS write', () => {
  test.each([1440, 390])(
    'are shown as text, in their place, %i pixels wide',
    { timeout: EVERY_VIEW_MS_MAX },
    async (width) => {
      const faults: string[] = [];
      const showing: string[] = [];
      const visited = visiting(
        async ({ page, open }) => {
          for (const view of viewsOf(estate, world().servers[0] ?? '')) {
            await open(view.path);
            faults.push(...(await faultsOf(page, view)));
            if ((await page.getByText('<script>window.hostile').count()) > 0) showing.push(view.name);
          }
        },
        { statuses: [400, 404] },
        { colorScheme: 'light', width },
      );
      await visited;
      expect(faults).toEqual([]);
      // Otherwise nothing was looked at.
      expect(showing).toEqual(expect.arrayContaining(['drills', 'a drill: failed', 'lever', 'plans', 'coverage']));
    },
  );
});

async function faultsOf(page: Page, { name }: View): Promise<string[]> {
  const found = (await page.evaluate(FAULTS)) as string[];
  return found.map((fault) => `${name}: ${fault}`);
}

/**
 * A text ran, made an element, is wider than the window, or turns what follows it: in the same line only an element
 * that isolates its direction may hold it.
 */
const FAULTS = `(() => {
  const faults = [];
  if (window.hostile !== undefined) faults.push('a text ran');
  if (document.querySelector('img[src*="evil"], main script') !== null) faults.push('a text made an element');
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the view is ' + document.documentElement.scrollWidth + ' pixels wide');
  const isolates = (one) => /isolate|plaintext/.test(getComputedStyle(one).unicodeBidi) || !/^inline$|^contents$/.test(getComputedStyle(one).display);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (!text.data.includes('\\u202e') || text.parentElement.getClientRects().length === 0) continue;
    for (let at = text; ; at = at.parentElement) {
      if (at instanceof Element && isolates(at)) break;
      if (at.nextSibling !== null && at.nextSibling.textContent.trim() !== '') {
        faults.push('a text turns what follows it: ' + at.parentElement.outerHTML.slice(0, 120) + ' … ' + at.nextSibling.textContent.slice(0, 60));
        break;
      }
    }
  }
  return [...new Set(faults)];
})()`;
