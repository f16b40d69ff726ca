import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { called } from './apiCalls.ts';
import { pageTests } from './pageTests.ts';

const { visiting, world } = pageTests([{ hostname: 'shop-1' }]);

describe('the list of views', () => {
  test('that somebody has closed stays closed in the next view', async () => {
    await visiting(async ({ page, open }) => {
      await open('/plans');
      expect(await isOpen(page)).toBe(true);
      await page.getByRole('button', { name: 'Close the list of views' }).click();
      expect(await isOpen(page)).toBe(false);
      await open('/schedules');
      expect(await isOpen(page)).toBe(false);
    });
  });

  test('stands beside the view again once the window is wide again', async () => {
    await visiting(async ({ page, open }) => {
      await open('/plans');
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('button', { name: 'Open the list of views' }).waitFor();
      expect(await isOpen(page)).toBe(false);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('link', { name: 'Coverage' }).waitFor();
    });
  });

  test('says that the lever is closed, and reads that once for all views, and not where a view reads it', async () => {
    await called(world().local.apiUrl, 'PUT', '/v1/lever', { state: 'FROZEN', reason: 'storm' }, moving());
    await visiting(async ({ page, open, requests }) => {
      const mark = page.getByRole('navigation').getByText('FROZEN');
      await open('/plans');
      await mark.waitFor();
      await page.getByRole('link', { name: 'Trends' }).click();
      await mark.waitFor();
      await page.waitForTimeout(MARKED_MS);
      expect(leverReads(requests, '/plans')).toBe(1);
      await open('/drills');
      await mark.waitFor();
      await page.waitForTimeout(MARKED_MS);
      expect(leverReads(requests, '/drills')).toBe(1);
    });
  });

  test('covers a narrow view only while somebody looks at it', async () => {
    await visiting(
      async ({ page, open }) => {
        await open('/plans');
        expect(await isOpen(page)).toBe(false);
        await page.getByRole('button', { name: 'Open the list of views' }).click();
        await page.getByRole('link', { name: 'Coverage' }).waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('link', { name: 'Coverage' }).waitFor({ state: 'hidden' });
      },
      {},
      { colorScheme: 'light', width: 390 },
    );
  });
});

function moving(): Record<string, string> {
  return { 'if-match': '*', 'idempotency-key': crypto.randomUUID() };
}

/** In which the list of views would have read, but not the view again. */
const MARKED_MS = 2500;

/** How often the lever was read since this address was opened. */
function leverReads(requests: string[], path: string): number {
  const since = requests.findLastIndex((request) => request.endsWith(path) && !request.includes('/v1/'));
  return requests.slice(since).filter((request) => request.endsWith('/v1/lever')).length;
}

function isOpen(page: Page): Promise<boolean> {
  return page.getByRole('link', { name: 'Coverage' }).isVisible();
}
