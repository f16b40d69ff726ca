import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ESTATE_SERVERS, type Estate, makeEstate } from './estate.ts';
import { walked } from './keyboardWalk.ts';
import { pageTests } from './pageTests.ts';
import { GROUPS, viewsIn } from './views.ts';
import { settled } from './watchedPage.ts';

let estate: Estate;
const { world, visiting } = pageTests(ESTATE_SERVERS, async (started) => {
  estate = await makeEstate(started);
});

describe('with a keyboard alone', () => {
  test.each(GROUPS)(
    'every control of every view %s, wide and narrow, is reached, shows it, and lets go',
    async (group) => {
      const faults: string[] = [];
      await visiting(
        async ({ page, open }) => {
          for (const { name, path } of viewsIn(group, estate, world().servers[0] ?? '')) {
            await page.setViewportSize({ width: 1440, height: 900 });
            await open(path);
            faults.push(...(await faultsOf(page, `${name}, wide`)));
            await page.setViewportSize({ width: 390, height: 900 });
            await settled(page);
            faults.push(...(await faultsOf(page, `${name}, narrow`)));
          }
        },
        { statuses: [404] },
      );
      expect(faults).toEqual([]);
    },
  );

  test('the first stop leads past the list of views', async () => {
    await visiting(async ({ page, open }) => {
      await open('/drills');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('Drills');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.activeElement?.closest('main') !== null`)).toBe(true);
    });
  });

  test('a question is opened, holds the focus, is left by Escape, and gives the focus back', async () => {
    await visiting(async ({ page, open }) => {
      await open(`/drills/${estate.drills.holding}`);
      const cancel = page.getByRole('button', { name: 'Cancel drill' });
      await cancel.focus();
      await page.keyboard.press('Enter');
      const question = page.getByRole('dialog', { name: 'Cancel this drill' });
      await question.waitFor();
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(`document.activeElement?.closest('[role=dialog]') !== null`)).toBe(true);
      }
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe('Cancel drill');
    });
  });

  test('a drill is found in the list and its hold is extended', async () => {
    await visiting(async ({ page, open }) => {
      await open('/drills');
      await tabTo(page, estate.drills.holding);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Extend hold' }).waitFor();
      await tabTo(page, 'Extend hold');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Extend the hold' }).waitFor();
      await tabTo(page, 'Extend the hold');
      await page.keyboard.press('Enter');
      await page
        .getByText(/A longer hold of .* is requested/)
        .first()
        .waitFor();
    });
  });
});

async function faultsOf(page: Page, where: string): Promise<string[]> {
  const { unreached, unseen, isTrapped } = await walked(page);
  return [
    ...unreached.map((html) => `${where}: Tab does not reach ${html}`),
    ...unseen.map((html) => `${where}: the focus is not seen on ${html}`),
    ...(isTrapped ? [`${where}: Tab does not leave it`] : []),
  ];
}

/** Presses Tab until a control with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === text) return;
  }
  throw new Error(`no Tab leads to ${text}`);
}

async function focused(page: Page): Promise<string> {
  return String(await page.evaluate(`document.activeElement?.innerText?.trim() ?? ''`));
}
