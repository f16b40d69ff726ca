import { describe, expect, test } from 'vitest';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import { confirmed } from './confirmed.ts';
import { hurrying } from './hurrying.ts';
import { pageTests } from './pageTests.ts';

const { world, visiting } = pageTests(
  ['shop-web', 'shop-db', 'other', 'contested'].map((hostname) => ({ hostname })),
  async ({ local: { apiUrl }, servers }) => {
    const waves = servers.slice(0, 2).map((server) => ({ sourceServerIds: [server] }));
    const plan = { waves, holdSeconds: 3600, reason: 'quarterly rehearsal', checks: [VERDICT] };
    await called(apiUrl, 'PUT', '/v1/plans/shop', plan, { 'if-none-match': '*' });
  },
);

const VERDICT = { name: 'orders-work', kind: 'VERDICT' };

describe('a person', () => {
  test('starts a drill from a plan after its dry run, watches it, holds it longer, judges it, ends it, notes what was learned and reads the report', async () => {
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
      expect(page.url()).toBe(`${world().page.origin}/drills/${drillId}`);
      // watched
      await hurrying(world().local, page.getByText('Now: HOLDING').waitFor({ timeout: WAITED_MS_MAX }));
      await page.getByText('Instances up').waitFor();
      // held longer
      const { hold } = await drillOf(drillId);
      await page.getByRole('button', { name: 'Extend hold' }).click();
      await confirmed(page, 'Extend the hold');
      await until(async () => Date.parse((await drillOf(drillId)).hold.until) - Date.parse(hold.until) === 1_800_000);
      await page
        .getByText(/[Ee]xtended/)
        .first()
        .waitFor();
      // judged
      await page.getByRole('tab', { name: /^Checks/ }).click();
      expect(page.url()).toContain(`/drills/${drillId}/checks`);
      await page
        .getByRole('tabpanel')
        .getByRole('button', { name: /orders-work/ })
        .click();
      await page.getByRole('radio', { name: /^Passed/ }).check();
      await page.getByLabel('What did you see?').fill('placed order 4711');
      await confirmed(page, 'Give this verdict');
      await page.getByText('placed order 4711').first().waitFor();
      // ended
      await page.getByRole('button', { name: 'End hold', exact: true }).click();
      await confirmed(page, 'End the hold now');
      await hurrying(world().local, inPhase(world().local.apiUrl, drillId, 'ENDED'));
      await page
        .getByText(/Every server was launched, verified, held and proved gone/)
        .first()
        .waitFor();
      // noted
      await page.getByRole('tab', { name: 'Notes' }).click();
      await page.getByRole('button', { name: 'Add a note' }).first().click();
      await page.getByRole('dialog').getByLabel('Text').fill('the runbook names the old database');
      await confirmed(page, 'Add the note');
      await page.getByRole('tabpanel').getByText('the runbook names the old database').first().waitFor();
      // reported
      await page.getByRole('tab', { name: 'Evidence' }).click();
      const opening = page.context().waitForEvent('page');
      await page.getByRole('link', { name: 'Open the report in a new tab' }).click();
      const report = await opening;
      await report.waitForLoadState();
      expect(await report.title()).toBe(`Drill ${drillId}: report of a disaster-recovery drill`);
      expect(await report.getByText('the runbook names the old database').count()).toBeGreaterThan(0);
      expect(await drillOf(drillId)).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
    });
  });

  test('cancels a drill, and is first said what that costs', async () => {
    const drillId = await holding(2);
    await visiting(async ({ page, open }) => {
      await open(`/drills/${drillId}`);
      await page.getByRole('button', { name: 'Cancel drill' }).click();
      const question = page.getByRole('dialog', { name: 'Cancel this drill' });
      await question
        .getByText(/1 instance/)
        .first()
        .waitFor();
      await question.getByText(/cannot be undone/).waitFor();
      const cancel = question.getByRole('button', { name: 'Cancel this drill' });
      expect(await cancel.isDisabled()).toBe(true);
      await question.getByRole('textbox').fill('seen enough');
      await cancel.click();
      await page.getByText(`${drillId} is cancelled`).first().waitFor();
      await until(async () => (await drillOf(drillId)).cancelledBy === 'local');
    });
  });

  test('who decides on what another person has just changed is shown that, overwrites nothing, and decides anew', async () => {
    const drillId = await holding(3);
    await visiting(
      async ({ page, open }) => {
        // given
        await open(`/drills/${drillId}`);
        await page.getByRole('button', { name: 'Cancel drill' }).click();
        const question = page.getByRole('dialog', { name: 'Cancel this drill' });
        await question.getByRole('textbox').fill('seen enough');
        const other = await page.context().newPage();
        await other.goto(`${world().page.origin}/drills/${drillId}`);
        await other.getByRole('button', { name: 'Extend hold' }).click();
        await confirmed(other, 'Extend the hold');
        await until(async () => (await drillOf(drillId)).hold.extendedBy === 'local');
        // when
        await question.getByRole('button', { name: 'Cancel this drill' }).click();
        // then
        await question.getByText('It has changed since you looked; nothing was done').waitFor();
        expect(await drillOf(drillId)).toMatchObject({ phase: 'HOLDING', cancelledBy: null });
        expect(await question.getByRole('textbox').inputValue()).toBe('seen enough');
        await question.getByRole('button', { name: 'Cancel this drill' }).click();
        await until(async () => (await drillOf(drillId)).cancelledBy === 'local');
      },
      { statuses: [412] },
    );
  });
});

/** Much longer than on a quiet machine. */
const WAITED_MS_MAX = 90_000;

interface SteeredDrill {
  phase: string;
  outcome: string | null;
  cleanup: string;
  cancelledBy: string | null;
  hold: { until: string; extendedBy: string | null };
}

function drillOf(drillId: string): Promise<SteeredDrill> {
  return called(world().local.apiUrl, 'GET', `/v1/drills/${drillId}`);
}

/** A drill of one server that holds. */
async function holding(index: number): Promise<string> {
  const { local, servers } = world();
  const waves = [{ sourceServerIds: [servers[index] ?? ''] }];
  const drillId = await startedDrill(local.apiUrl, { waves, holdSeconds: 7200, reason: 'to be steered' });
  await hurrying(local, inPhase(local.apiUrl, drillId, 'HOLDING'));
  return drillId;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 200));
}
