import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Look } from '../openPage.ts';
import { inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';

let drillId = '';

const { visiting } = pageTests([{ hostname: 'shop-1' }], async ({ local, servers }) => {
  const body = { waves: [{ sourceServerIds: servers }], holdSeconds: 0, reason: 'rehearsal', dryRun: true };
  drillId = await startedDrill(local.apiUrl, body);
  await hurrying(local, inPhase(local.apiUrl, drillId, 'ENDED'));
});

describe('on a phone', () => {
  test('an address with a tab shows that tab, and one without shows how the drill stands', async () => {
    await visiting(
      async ({ page, open }) => {
        await open(`/drills/${drillId}/journal`);
        await expect.poll(() => topOf(page.getByRole('tab', { name: 'Journal' }))).toBeLessThan(HALF_SCREEN_PIXELS);
        await open(`/drills/${drillId}`);
        await page.getByRole('tab', { name: /^Servers/ }).waitFor();
        expect(await page.evaluate<number>('scrollY')).toBe(0);
      },
      {},
      PHONE,
    );
  });

  test('Compare shows the choice of the other drill, though the report above it comes later', async () => {
    await visiting(
      async ({ page, open }) => {
        await open(`/drills/${drillId}`);
        await page.getByRole('button', { name: 'What next' }).click();
        await page.getByRole('menuitem', { name: 'Compare' }).click();
        const choice = page.getByRole('heading', { name: 'Compare with another drill' });
        await page.getByText('Report as JSON').waitFor();
        await page.waitForTimeout(SETTLED_MS);
        const top = await topOf(choice);
        expect(top).toBeGreaterThan(0);
        // Little is below it, so that it cannot be at the top.
        expect(top).toBeLessThan(IN_SIGHT_PIXELS);
      },
      {},
      PHONE,
    );
  });
});

/** In pixels from the top of the window. */
async function topOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.y ?? Number.NaN;
}

const PHONE: Look = { colorScheme: 'light', width: 390 };
const HALF_SCREEN_PIXELS = 450;
/** Of a window of 900. */
const IN_SIGHT_PIXELS = 800;
const SETTLED_MS = 1000;
