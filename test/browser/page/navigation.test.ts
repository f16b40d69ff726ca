import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageTests } from './pageTests.ts';

const { visiting } = pageTests([{ hostname: 'shop-1' }]);

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

function isOpen(page: Page): Promise<boolean> {
  return page.getByRole('link', { name: 'Coverage' }).isVisible();
}
