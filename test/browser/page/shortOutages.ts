import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import type { PageTests } from './pageTests.ts';
import { servePage } from './servedPage.ts';

/** What a page does while something is away for a moment. */
export function shortOutages({ world, visiting }: PageTests, drillId: () => string): void {
  afterEach(() => {
    Object.assign(world().hop, { behind: 'API', edit: undefined });
  });

  test('says that the API cannot be reached, keeps what it has read, and goes on when the API is back', async () => {
    await visiting(
      async ({ page, open }) => {
        await open('/drills');
        await page.getByText('seen before the outage').first().waitFor();
        world().hop.behind = 'NOBODY';
        await seen(page, 'visible');
        await page
          .getByText(/cannot be reached.*Trying again/s)
          .first()
          .waitFor();
        expect(await page.getByText('seen before the outage').count()).toBeGreaterThan(0);
        world().hop.behind = 'API';
        await gone(page, /cannot be reached/);
      },
      { statuses: [502] },
    );
  });

  test('opened while the API is down shows what is missing as soon as it is back', async () => {
    await visiting(
      async ({ page, open }) => {
        world().hop.behind = 'NOBODY';
        await open('/drills');
        await page
          .getByText(/cannot be reached/)
          .first()
          .waitFor();
        world().hop.behind = 'API';
        await page.getByText('seen before the outage').first().waitFor();
        await gone(page, /cannot be reached/);
      },
      { statuses: [502] },
    );
  });

  test('names the command that renews expired credentials, and goes on once they are renewed', async () => {
    await visiting(
      async ({ page, open }) => {
        await open(`/drills/${drillId()}`);
        world().hop.behind = {
          status: 403,
          body: { message: 'The security token included in the request is expired' },
        };
        await seen(page, 'visible');
        await page
          .getByText(/aws sso login/)
          .first()
          .waitFor();
        expect(await page.getByText('seen before the outage').count()).toBeGreaterThan(0);
        world().hop.behind = 'API';
        // Back from the terminal.
        await seen(page, 'visible');
        await gone(page, /aws sso login/);
      },
      { statuses: [401, 403] },
    );
  });

  test('says which right is missing, in words of the view that needs it', async () => {
    await visiting(
      async ({ page, open }) => {
        world().hop.behind = { status: 403, body: { message: 'Forbidden' } };
        await open('/lever');
        await page
          .getByText(/execute-api:Invoke/)
          .first()
          .waitFor();
      },
      { statuses: [403] },
    );
  });

  test('that cannot read an answer says that it has a fault, and goes on once it is loaded again', async () => {
    await visiting(
      async ({ page, open }) => {
        const { hop } = world();
        await open('/drills');
        hop.edit = (body, path) => (path.includes('phase=') ? { ...Object(body), drills: 7 } : body);
        await seen(page, 'visible');
        await page
          .getByText(/The page has a fault/)
          .first()
          .waitFor();
        expect(await page.getByText(/server of this page|Trying again/).count()).toBe(0);
        expect(await page.getByText('seen before the outage').count()).toBeGreaterThan(0);
        hop.edit = undefined;
        await page.getByRole('button', { name: 'Load the page again' }).click();
        await gone(page, /The page has a fault/);
        await page.getByText('seen before the outage').first().waitFor();
      },
      { errors: [/iterable/] },
    );
  });

  test('asks nothing while nobody looks at it, and reads again when somebody does', async () => {
    await visiting(async ({ page, open, requests }) => {
      await open('/drills');
      await seen(page, 'hidden');
      await page.waitForTimeout(UNDER_WAY_MS);
      const before = requests.length;
      await page.waitForTimeout(UNSEEN_MS);
      expect(requests.slice(before)).toEqual([]);
      await seen(page, 'visible');
      await page.waitForRequest((request) => request.url().includes('/v1/drills'));
    });
  });

  test('of a drill that does not exist says so, and leads to those that do', async () => {
    await visiting(
      async ({ page, open }) => {
        await open('/drills/d-000000000000000000000000');
        expect(await page.getByText(/d-000000000000000000000000/).count()).toBeGreaterThan(0);
        await page
          .getByRole('alert')
          .or(page.locator('main'))
          .getByText(/does not exist|not found|no drill|unknown/i)
          .first()
          .waitFor();
        await page.getByRole('link', { name: 'Drills' }).first().click();
        await page.getByText('seen before the outage').first().waitFor();
      },
      { statuses: [404] },
    );
  });

  test('says that its own server was stopped, and goes on in a browser that has signed in to the next one', async () => {
    await visiting(
      async ({ page, open }) => {
        await open('/drills');
        const { hop, page: served } = world();
        await served.stop();
        await seen(page, 'visible');
        await page
          .getByText(/The server of this page does not answer/)
          .first()
          .waitFor();
        const next = await servePage(hop.url, Number(new URL(served.origin).port));
        world().page = next;
        await page
          .getByText(/Open the address that the terminal shows/)
          .first()
          .waitFor();
        const other = await page.context().newPage();
        await other.goto(await next.signInAddress());
        await gone(page, /The server of this page|Open the address/);
      },
      { statuses: [401], noAnswer: true },
    );
  });
}

/** Longer than a read takes, and than the shortest pause between reads. */
const UNDER_WAY_MS = 1500;
const UNSEEN_MS = 5000;

async function gone(page: Page, text: RegExp): Promise<void> {
  await page.getByText(text).first().waitFor({ state: 'hidden', timeout: 90_000 });
}

/** As when another tab covers this one, or when a person comes back to it, so that it reads at once. */
async function seen(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => '${state}' === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  `);
}
