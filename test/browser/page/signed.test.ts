import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import { confirmed } from './confirmed.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';
import { servePage } from './servedPage.ts';
import { type SignedApi, startSignedApi } from './signedApi.ts';

const PLAN = 'Übung 東京: 1/2 + 1 = @shop';
/** Every character that a signature may encode otherwise than an address does. */
const PERSON = "Anna (O'Neil)*! & Łódź ~ 100% ?x=1;#/+,:@$";
const NOTE = 'Das Kabel war lose – 「東京」 ✓ Łódź 🔌';

let api: SignedApi | undefined;
const { world, visiting } = pageTests(
  ['shop-1', 'shop-2', 'shop-3'].map((hostname) => ({ hostname })),
  async (started) => {
    const { local, servers, hop } = started;
    const waves = [{ sourceServerIds: servers.slice(0, 1) }];
    const body = { waves, holdSeconds: 7200, reason: 'vierteljährliche Übung' };
    await called(local.apiUrl, 'PUT', '/v1/plans/shop', body, { 'if-none-match': '*' });
    // More than the smallest page of the list has.
    for (let n = 0; n < 11; n += 1)
      await startedDrill(local.apiUrl, { ...body, dryRun: true, recoveryPlan: PLAN, reason: `${n} of many` });
    api = await startSignedApi(hop.url);
    await started.page.stop();
    started.page = await servePage(api.url, 0, api.env);
  },
);

afterAll(() => api?.stop());

describe('with an API that accepts only signed requests', () => {
  test('a person starts a drill from a plan, holds it longer, notes something, and leafs through a filtered list', async () => {
    await visiting(async ({ page, open }) => {
      // started
      await open('/start?plan=shop');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: 'Set the terms' }).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('READY: such a drill can start').waitFor();
      await page.getByRole('button', { name: 'Start the drill' }).click();
      await confirmed(page, 'Start the drill');
      await page.getByText(/was requested at .* after the dry run/).waitFor();
      const drillId = new URL(page.url()).pathname.split('/')[2] ?? '';
      // held longer
      await hurrying(world().local, page.getByText('Now: HOLDING').waitFor({ timeout: WAITED_MS_MAX }));
      await page.getByRole('button', { name: 'Extend hold' }).click();
      await confirmed(page, 'Extend the hold');
      // noted
      await noted(page, NOTE);
      // listed
      await page.evaluate("localStorage.setItem('drills', JSON.stringify({ pageSize: 10 }))");
      await open(`/drills?recoveryPlan=${encodeURIComponent(PLAN)}&from=2020-01-01T00:00:00Z`);
      await page.getByText('10 of many').first().waitFor();
      await page.getByRole('button', { name: 'Older drills' }).click();
      await page.getByText('0 of many', { exact: true }).first().waitFor();
      await open(`/drills?requestedBy=${encodeURIComponent(PERSON)}`);
      await page
        .getByText(/^No drill/)
        .first()
        .waitFor();
      // signed
      expect(requestsTo(/^POST \/v1\/drills$/)).toBe(2);
      expect(requestsTo(new RegExp(`^POST /v1/drills/${drillId}/hold`))).toBe(1);
      expect(requestsTo(new RegExp(`^POST /v1/drills/${drillId}/notes$`))).toBe(1);
      expect(requestsTo(/^GET .*recoveryPlan=%C3%9Cbung.*cursor=/)).toBeGreaterThan(0);
      expect(api?.accepted.some((sent) => decodeURIComponent(sent).includes(`requestedBy=${PERSON}`))).toBe(true);
      expect(api?.refused).toEqual([]);
    });
  });

  test.each([
    ['why', 1, /token included in the request is expired\. Renew them: aws sso login/],
    ['only that it is forbidden', 2, /the same answer comes for credentials that are not valid.*aws sso login/s],
  ])(
    'the page goes on with keys that were renewed in their file, after a refusal that says %s',
    async (why, n, said) => {
      const { local, servers } = world();
      const waves = [{ sourceServerIds: servers.slice(n, n + 1) }];
      const drillId = await startedDrill(local.apiUrl, {
        waves,
        holdSeconds: 7200,
        reason: 'seen before they expired',
      });
      await hurrying(local, inPhase(local.apiUrl, drillId, 'HOLDING'));
      await visiting(
        async ({ page, open }) => {
          await open(`/drills/${drillId}`);
          await page.evaluate("window.wasLoaded = 'once'");
          Object.assign(api ?? {}, { saysWhy: why === 'why' });
          api?.expire();
          await page.getByText(said).first().waitFor();
          expect(await page.getByText('seen before they expired').count()).toBeGreaterThan(0);
          await api?.issue();
          await page.getByText(said).first().waitFor({ state: 'hidden', timeout: WAITED_MS_MAX });
          await noted(page, `${NOTE} again`);
          expect(await page.evaluate('window.wasLoaded')).toBe('once');
          expect(api?.refused.filter((request) => !request.endsWith('is expired'))).toEqual([]);
        },
        { statuses: [401, 403] },
      );
    },
  );
});

/** Much longer than on a quiet machine. */
const WAITED_MS_MAX = 90_000;

function requestsTo(shape: RegExp): number {
  return api?.accepted.filter((request) => shape.test(request)).length ?? 0;
}

async function noted(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('button', { name: 'Add a note' }).first().click();
  await page.getByRole('dialog').getByLabel('Text').fill(text);
  await confirmed(page, 'Add the note');
  await page.getByRole('tabpanel').getByText(text, { exact: true }).first().waitFor();
}
