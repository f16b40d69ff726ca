import { beforeEach, describe, expect, test } from 'vitest';
import { EXPIRY_SECONDS, JOURNAL_PART_BYTES_MAX, SUMMARY_BYTES_MAX } from '../../src/drill/bounds.ts';
import type { Drill, Instant } from '../../src/drill/drill.ts';
import type { Receipt, Save, Saved } from '../../src/flow/ports.ts';
import type { StorePorts } from '../../src/store/createStore.ts';
import {
  aDrill,
  aFirstEntry,
  aLeverMove,
  anEntry,
  aSave,
  aSiteRecord,
  aWake,
  instanceId,
  SITE,
  START,
  serverId,
  someServers,
  someTerms,
} from '../builders.ts';
import { listContract } from './listContract.ts';
import { planContract } from './planContract.ts';

/** A table under test, empty or not, and its clock. */
export interface TableUnderTest {
  ports: StorePorts;
  setNow(now: Instant): void;
}

/**
 * What every table that keeps drills must do. Each test makes drills of its own, some of them at random and this many
 * times.
 */
export function storeContract(open: () => Promise<TableUnderTest>, runs: number): void {
  let table: TableUnderTest;
  beforeEach(async () => {
    table = await open();
    table.setNow(START);
  });

  describe('a receipt', () => {
    const receipt = (more: Partial<Receipt> = {}): Receipt => ({
      receiptId: newDrill().drillId,
      requestHash: 'hash',
      ...more,
    });

    test('is found with the hash of its request, and put only once', async () => {
      // given
      const one = receipt();
      // when
      const put = await table.ports.receipts.put(one);
      const again = await table.ports.receipts.put({ ...one, requestHash: 'another' });
      // then
      expect([put, again]).toEqual([true, false]);
      expect(await table.ports.receipts.load(one.receiptId)).toBe('hash');
      expect(await table.ports.receipts.load('nobody’s')).toBeUndefined();
    });

    test('is written with the save that fulfils the request, or not at all', async () => {
      // given
      const drill = await saved(newDrill());
      const [one, other] = [receipt(), receipt()];
      // when
      const stale = await table.ports.drills.save(aSave(drill, { readVersion: 7, receipt: other }));
      const fresh = await table.ports.drills.save(aSave(drill, { readVersion: 1, receipt: one }));
      // then
      expect([stale, fresh]).toEqual([{ result: 'STALE' }, { result: 'SAVED' }]);
      expect(await table.ports.receipts.load(one.receiptId)).toBe('hash');
      expect(await table.ports.receipts.load(other.receiptId)).toBeUndefined();
    });

    test('of the same id makes a save stale, which then changes nothing', async () => {
      // given
      const drill = await saved(newDrill());
      const one = receipt();
      await table.ports.receipts.put(one);
      // when
      const save = await table.ports.drills.save(aSave({ ...drill, why: 'twice' }, { readVersion: 1, receipt: one }));
      // then
      expect(save).toEqual({ result: 'STALE' });
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({ drill, version: 1 });
    });

    test('is written by one of two concurrent saves', async () => {
      // given
      const one = receipt();
      const drills = [await saved(newDrill()), await saved(newDrill())];
      // when
      const saves = await Promise.all(
        drills.map((drill) => table.ports.drills.save(aSave(drill, { readVersion: 1, receipt: one }))),
      );
      // then
      expect(saves.map(({ result }) => result).sort()).toEqual(['SAVED', 'STALE']);
    });

    test('no longer counts when it has expired, whether it was removed or not', async () => {
      // given
      const drill = await saved(newDrill());
      const [one, other] = [receipt(), receipt()];
      for (const each of [one, other]) await table.ports.receipts.put(each);
      // when
      const later = START + EXPIRY_SECONDS * 1000;
      table.setNow(later);
      // then
      expect(await table.ports.receipts.load(one.receiptId)).toBeUndefined();
      expect(await table.ports.receipts.put({ ...one, requestHash: 'anew' })).toBe(true);
      expect(await table.ports.receipts.load(one.receiptId)).toBe('anew');
      const entry = anEntry(drill, 2, { at: later });
      const save = aSave({ ...drill, at: later }, { readVersion: 1, receipt: other, entry });
      expect(await table.ports.drills.save(save)).toEqual({ result: 'SAVED' });
    });
  });

  describe('a drill', () => {
    test('is read as it was saved, with its version and the hash of its request', async () => {
      // given
      const drill = newDrill({ servers: someServers(3), outcome: 'FAILED' });
      // when
      const saved = await table.ports.drills.save(aSave(drill));
      // then
      expect(saved).toEqual({ result: 'SAVED' });
      expect(await table.ports.drills.load(drill.drillId)).toEqual({
        drill,
        version: 1,
        requestHash: `hash of ${drill.drillId}`,
        journalHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        quarantined: null,
        quarantinedAt: null,
      });
    });

    test('that nobody saved is not found', async () => {
      expect(await table.ports.drills.load(newDrill().drillId)).toBeUndefined();
    });

    test('keeps the hash of its request through later saves', async () => {
      // given
      const drill = await saved(newDrill());
      // when
      await table.ports.drills.save(aSave({ ...drill, phase: 'VALIDATING' }, { readVersion: 1 }));
      // then
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({
        version: 2,
        requestHash: `hash of ${drill.drillId}`,
        drill: { phase: 'VALIDATING' },
      });
    });

    test('whose id differs only in case is another drill', async () => {
      // given
      const { drillId } = await saved(newDrill());
      // when
      const found = await table.ports.drills.load(drillId.toUpperCase());
      // then
      expect(found).toBeUndefined();
    });

    test('cannot be created twice', async () => {
      const drill = await saved(newDrill());
      expect(await table.ports.drills.save(aSave(drill))).toEqual({ result: 'STALE' });
    });

    test('is not saved over a version that was not read', async () => {
      // given
      const drill = await saved(newDrill());
      await table.ports.drills.save(aSave({ ...drill, why: 'first' }, { readVersion: 1 }));
      // when
      const second = await table.ports.drills.save(aSave({ ...drill, why: 'second' }, { readVersion: 1 }));
      // then
      expect(second).toEqual({ result: 'STALE' });
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({ version: 2, drill: { why: 'first' } });
    });

    test('is saved by only one of two writers that read the same version at the same time', async () => {
      // given
      const drill = await saved(newDrill());
      // when
      const results = await Promise.all([
        table.ports.drills.save(aSave(drill, { readVersion: 1 })),
        table.ports.drills.save(aSave(drill, { readVersion: 1 })),
      ]);
      // then
      expect(results.map(({ result }) => result).sort()).toEqual(['SAVED', 'STALE']);
    });

    test('whose save is repeated because its reply was lost counts as saved, once', async () => {
      // given
      const drill = await saved(newDrill());
      const save = aSave(drill, { readVersion: 1, requested: [aWake('e1')] });
      await table.ports.drills.save(save);
      await table.ports.effects.take(drill.drillId, 'e1', 'taker', START);
      // when
      const again = await table.ports.drills.save(save);
      // then
      expect(again).toEqual({ result: 'SAVED' });
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({ version: 2 });
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toMatchObject({ state: 'TAKEN' });
    });

    test('with a record that no item can hold is refused before anything is written', async () => {
      // given
      const drill = newDrill({ why: 'x'.repeat(400_001) });
      // when
      const save = table.ports.drills.save(aSave(drill));
      // then
      await expect(save).rejects.toThrow('more than 400000');
      expect(await table.ports.drills.load(drill.drillId)).toBeUndefined();
    });

    test('with more items than a transaction takes is refused before anything is written', async () => {
      // given
      const drill = newDrill();
      const requested = Array.from({ length: 101 }, (_, n) => aWake(`e${n}`));
      // when
      const save = table.ports.drills.save(aSave(drill, { requested }));
      // then
      await expect(save).rejects.toThrow('104 items');
      expect(await table.ports.drills.load(drill.drillId)).toBeUndefined();
    });

    test('of 300 servers is saved in the fullest step that the bounds allow', async () => {
      // given
      const drill = await saved(newDrill({ servers: someServers(300, { result: 'LAUNCHED', verified: 'RUNNING' }) }));
      const requested = Array.from({ length: 12 }, (_, n) => aWake(`w${n}`));
      await table.ports.drills.save(aSave(drill, { readVersion: 1, requested }));
      const readInboxIds = Array.from({ length: 25 }, (_, n) => `reported-${n}`);
      const full = aSave(drill, {
        readVersion: 2,
        requested: Array.from({ length: 14 }, (_, n) => aWake(`e${n}`)),
        answeredEffectIds: ['w0', 'w1'],
        withdrawnEffectIds: Array.from({ length: 10 }, (_, n) => `w${n + 2}`),
        readInboxIds,
        calledDrillIds: Array.from({ length: 10 }, () => newDrill().drillId),
        site: { record: aSiteRecord(), readVersion: (await table.ports.sites.load(SITE)).version },
        instances: Array.from({ length: 25 }, (_, n) => instanceFound(n)),
      });
      // when
      const result = await table.ports.drills.save(full);
      // then
      expect(result).toEqual({ result: 'SAVED' });
      expect(await table.ports.effects.load(drill.drillId, 'w11')).toMatchObject({ state: 'WITHDRAWN' });
      expect(await table.ports.effects.load(drill.drillId, 'e13')).toMatchObject({ state: 'REQUESTED' });
      expect(await table.ports.instances.find(SITE, instanceId(24))).toMatchObject({ drillId: drill.drillId });
    });

    test('that is quarantined says so, is never due, and accepts no more saves', async () => {
      // given
      const drill = await saved(newDrill());
      // when
      await table.ports.drills.markQuarantined(drill.drillId, 'A server has two instances.', START + 1);
      // then
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({
        quarantined: 'A server has two instances.',
      });
      expect(await summaryOf(drill)).toMatchObject({ quarantined: 'A server has two instances.' });
      expect(await table.ports.drills.overdue(START * 2, 10_000)).not.toContain(drill.drillId);
      expect(await table.ports.drills.save(aSave(drill, { readVersion: 1 }))).toEqual({ result: 'STALE' });
    });

    test('that was never saved cannot be quarantined', async () => {
      const { drillId } = newDrill();
      await table.ports.drills.markQuarantined(drillId, 'Its first step is wrong.', START);
      expect(await table.ports.drills.load(drillId)).toBeUndefined();
    });
  });

  describe('the journal', () => {
    test('is read from any entry on, oldest first, up to a limit', async () => {
      // given
      const drill = await saved(newDrill());
      for (const readVersion of [1, 2, 3]) await table.ports.drills.save(aSave(drill, { readVersion }));
      // when
      const entries = await table.ports.drills.journal(drill.drillId, 2, 2);
      // then
      expect(entries).toEqual([anEntry(drill, 2), anEntry(drill, 3)]);
      expect(await table.ports.drills.journal(drill.drillId, 5, 10)).toEqual([]);
    });

    test('returns an entry of more than 400 KB whole', async () => {
      // given
      const drill = await saved(newDrill());
      const error = 'Größe überschritten – 失敗 '.repeat(2000);
      const facts = Array.from({ length: 20 }, (_, n) => ({
        type: 'ServerFailed' as const,
        sourceServerId: serverId(n),
        error,
        instanceId: null,
        neverExisted: false,
        steps: {},
      }));
      const entry = anEntry(drill, 2, { facts });
      // when
      await table.ports.drills.save(aSave(drill, { readVersion: 1, entry }));
      // then
      expect(Buffer.byteLength(JSON.stringify(facts))).toBeGreaterThan(5 * JOURNAL_PART_BYTES_MAX);
      expect(await table.ports.drills.journal(drill.drillId, 1, 10)).toEqual([aFirstEntry(drill), entry]);
    });

    test("leaves the guard's notes out", async () => {
      // given
      const drill = await saved(newDrill());
      // when
      await table.ports.drills.note(drill.drillId, START, { instanceIds: [instanceId(1)] });
      await table.ports.drills.note(drill.drillId, START, { instanceIds: [instanceId(2)] });
      // then
      expect(await table.ports.drills.journal(drill.drillId, 1, 10)).toHaveLength(1);
    });
  });

  describe('overdue drills', () => {
    test('come the longest overdue first, and those without a due time never', async () => {
      // given
      const drills = Array.from({ length: 12 }, () => newDrill());
      const dueAt = (n: number) => START - 1_000_000 + n * 1000;
      for (const [n, drill] of drills.entries()) await saved(drill, { dueAt: dueAt(11 - n) });
      const ended = await saved(newDrill({ phase: 'ENDED' }), { dueAt: undefined });
      const later = await saved(newDrill(), { dueAt: dueAt(12) });
      // when
      const overdue = await table.ports.drills.overdue(dueAt(11), 10_000);
      // then
      const oldestFirst = drills.map(({ drillId }) => drillId).reverse();
      expect(overdue.filter((drillId) => oldestFirst.includes(drillId))).toEqual(oldestFirst);
      expect(overdue).not.toContain(ended.drillId);
      expect(overdue).not.toContain(later.drillId);
    });

    test('are at most as many as requested', async () => {
      for (let n = 0; n < 5; n++) await saved(newDrill(), { dueAt: START - 2_000_000 + n });
      expect(await table.ports.drills.overdue(START, 3)).toHaveLength(3);
    });

    test('are no longer listed once they have ended', async () => {
      // given
      const drill = await saved(newDrill(), { dueAt: START - 3_000_000 });
      // when
      await table.ports.drills.save(aSave({ ...drill, phase: 'ENDED' }, { readVersion: 1, dueAt: undefined }));
      // then
      expect(await table.ports.drills.overdue(START, 10_000)).not.toContain(drill.drillId);
    });
  });

  listContract(() => table.ports, runs);
  planContract(() => table.ports);

  describe('a summary', () => {
    test('shows the essentials of each drill', async () => {
      // given
      const drill = newDrill({
        phase: 'ENDED',
        phaseAt: START + 5000,
        outcome: 'FAILED',
        why: 'Two servers did not launch.',
        cleanup: 'CLEAN',
        holdUntil: START + 4000,
        servers: {
          [serverId(1)]: { wave: 0, result: 'LAUNCHED', verifiedAt: START, gone: 'TERMINATED' },
          [serverId(2)]: { wave: 0, result: 'FAILED', gone: 'NEVER_EXISTED' },
          [serverId(3)]: { wave: 0 },
        },
        world: 'REAL',
        terms: someTerms({ recoveryPlan: 'plan-7', reason: 'Audit', objectives: { recoveryTimeSeconds: 600 } }),
      });
      // when
      await saved(drill, { dueAt: undefined });
      // then
      expect(await summaryOf(drill)).toEqual({
        drillId: drill.drillId,
        site: SITE,
        phase: 'ENDED',
        dryRun: false,
        outcome: 'FAILED',
        objectives: 'UNDECIDED',
        world: 'REAL',
        evidence: null,
        cleanup: 'CLEAN',
        why: 'Two servers did not launch.',
        requestedBy: 'local',
        requestedAt: drill.requestedAt,
        endedAt: START + 5000,
        reason: 'Audit',
        recoveryPlan: 'plan-7',
        waves: 1,
        servers: { total: 3, launched: 1, failed: 1, verified: 1, gone: 1 },
        holdUntil: START + 4000,
        quarantined: null,
      });
    });

    test.each([{ phase: 'VALIDATING' as const }, { phase: 'ENDED' as const, outcome: 'REJECTED' as const }])(
      'says that a drill is a dry run, whatever became of it: %o',
      async (members) => {
        // given
        const dryRun = newDrill({ ...members, terms: someTerms({ dryRun: true }) });
        // when
        await saved(dryRun);
        // then
        expect(await summaryOf(dryRun)).toMatchObject({ dryRun: true });
      },
    );

    test('shortens long texts so a summary stays small', async () => {
      // given
      const drill = newDrill({ why: 'ü'.repeat(3000), terms: someTerms({ reason: 'short' }) });
      // when
      await saved(drill);
      // then
      const summary = await summaryOf(drill);
      expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThan(SUMMARY_BYTES_MAX);
      expect(summary?.why).toMatch(/^ü{100,}…$/);
      expect(summary?.reason).toBe('short');
    });
  });

  describe('an inbox', () => {
    test('returns its entries, oldest key first, a redelivered message once', async () => {
      // given
      const { drillId } = newDrill();
      await table.ports.inbox.put(drillId, 'b', 'delivery-1', { type: 'Woken', at: START });
      await table.ports.inbox.put(drillId, 'a', 'delivery-2', { type: 'TurnCame', at: START });
      await table.ports.inbox.put(drillId, 'b', 'delivery-3', { type: 'Woken', at: START + 1 });
      // when
      const unread = await table.ports.inbox.unread(drillId, 10);
      // then
      expect(unread).toEqual([
        { inboxId: 'a', input: { type: 'TurnCame', at: START } },
        { inboxId: 'b', input: { type: 'Woken', at: START + 1 } },
      ]);
      expect(await table.ports.inbox.unread(drillId, 1)).toHaveLength(1);
    });

    test('loses what a save has read, and keeps the rest', async () => {
      // given
      const drill = await saved(newDrill());
      for (const key of ['a', 'b', 'c'])
        await table.ports.inbox.put(drill.drillId, key, key, { type: 'Woken', at: START });
      // when
      await table.ports.drills.save(aSave(drill, { readVersion: 1, readInboxIds: ['a', 'c'] }));
      // then
      expect((await table.ports.inbox.unread(drill.drillId, 10)).map(({ inboxId }) => inboxId)).toEqual(['b']);
    });

    test('keeps what a stale save has read', async () => {
      // given
      const drill = await saved(newDrill());
      await table.ports.inbox.put(drill.drillId, 'a', 'd', { type: 'Woken', at: START });
      // when
      await table.ports.drills.save(aSave(drill, { readVersion: 7, readInboxIds: ['a'] }));
      // then
      expect(await table.ports.inbox.unread(drill.drillId, 10)).toHaveLength(1);
    });

    test('loses what is discarded', async () => {
      // given
      const { drillId } = newDrill();
      await table.ports.inbox.put(drillId, 'a', 'd', { type: 'Woken', at: START });
      // when
      await table.ports.inbox.discard(drillId, ['a', 'unknown']);
      // then
      expect(await table.ports.inbox.unread(drillId, 10)).toEqual([]);
    });

    test('does not return what has expired', async () => {
      // given
      const { drillId } = newDrill();
      await table.ports.inbox.put(drillId, 'a', 'd', { type: 'Woken', at: START });
      // when
      table.setNow(START + EXPIRY_SECONDS * 1000 + 1);
      // then
      expect(await table.ports.inbox.unread(drillId, 10)).toEqual([]);
    });

    test('of a drill whose turn has come says so', async () => {
      // given
      const drill = await saved(newDrill());
      const waiting = newDrill();
      // when
      const save = aSave(drill, { readVersion: 1, calledDrillIds: [waiting.drillId] });
      await table.ports.drills.save(save);
      // then
      const unread = await table.ports.inbox.unread(waiting.drillId, 10);
      expect(unread.map(({ input }) => input)).toEqual([{ type: 'TurnCame', at: save.entry.at }]);
    });
  });

  describe('an effect', () => {
    test('is read as it was requested', async () => {
      // given
      const effect = { kind: 'FindBusy' as const, sourceServerIds: [serverId(1)] };
      const drill = await saved(newDrill(), { requested: [{ effectId: 'e1', delaySeconds: 30, effect }] });
      // when
      const loaded = await table.ports.effects.load(drill.drillId, 'e1');
      // then
      expect(loaded).toEqual({
        drillId: drill.drillId,
        effectId: 'e1',
        site: SITE,
        state: 'REQUESTED',
        delaySeconds: 30,
        takenAt: null,
        effect,
      });
      expect(await table.ports.effects.load(drill.drillId, 'e2')).toBeUndefined();
    });

    test('is taken by one of two concurrent takers', async () => {
      // given
      const drill = await saved(newDrill(), { requested: [aWake('e1')] });
      // when
      const takes = await Promise.all(
        ['one', 'two'].map((taker) => table.ports.effects.take(drill.drillId, 'e1', taker, START + 5)),
      );
      // then
      expect(takes.sort()).toEqual([false, true]);
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toMatchObject({ state: 'TAKEN', takenAt: START + 5 });
    });

    test('that does not exist cannot be taken', async () => {
      const { drillId } = newDrill();
      expect(await table.ports.effects.take(drillId, 'e1', 'taker', START)).toBe(false);
      expect(await table.ports.effects.load(drillId, 'e1')).toBeUndefined();
    });

    test('that was withdrawn cannot be taken', async () => {
      // given
      const drill = await saved(newDrill(), { requested: [aWake('e1')] });
      // when
      await table.ports.drills.save(aSave(drill, { readVersion: 1, withdrawnEffectIds: ['e1'] }));
      // then
      expect(await table.ports.effects.take(drill.drillId, 'e1', 'taker', START)).toBe(false);
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toMatchObject({ state: 'WITHDRAWN' });
    });

    test('that was taken cannot be withdrawn, and the save says when it was taken', async () => {
      // given
      const drill = await saved(newDrill(), { requested: [aWake('e1'), aWake('e2')] });
      await table.ports.effects.take(drill.drillId, 'e2', 'taker', START + 9);
      // when
      const result = await table.ports.drills.save(
        aSave({ ...drill, why: 'not saved' }, { readVersion: 1, withdrawnEffectIds: ['e1', 'e2'] }),
      );
      // then
      expect(result).toEqual({ result: 'TAKEN', effects: [{ effectId: 'e2', takenAt: START + 9 }] });
      expect(await table.ports.drills.load(drill.drillId)).toMatchObject({ version: 1, drill });
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toMatchObject({ state: 'REQUESTED' });
    });

    test('that was taken does not matter to a save that is stale anyway', async () => {
      // given
      const drill = await saved(newDrill(), { requested: [aWake('e1')] });
      await table.ports.effects.take(drill.drillId, 'e1', 'taker', START);
      // when
      const result = await table.ports.drills.save(aSave(drill, { readVersion: 4, withdrawnEffectIds: ['e1'] }));
      // then
      expect(result).toEqual({ result: 'STALE' });
    });

    test('that is answered is kept for a while', async () => {
      // given
      const drill = await saved(newDrill(), { requested: [aWake('e1')] });
      await table.ports.effects.take(drill.drillId, 'e1', 'taker', START);
      // when
      await table.ports.drills.save(aSave(drill, { readVersion: 1, answeredEffectIds: ['e1'] }));
      // then
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toMatchObject({ state: 'ANSWERED', takenAt: START });
    });

    test('that was requested and withdrawn in the same step never exists', async () => {
      const drill = await saved(newDrill(), { requested: [aWake('e1')], withdrawnEffectIds: ['e1'] });
      expect(await table.ports.effects.load(drill.drillId, 'e1')).toBeUndefined();
    });
  });

  describe('a site', () => {
    test('without any event is empty, at version 0', async () => {
      const site = { accountId: '999999999999', region: 'us-west-2' };
      expect(await table.ports.sites.load(site)).toEqual({ record: aSiteRecord(site), version: 0 });
    });

    test('changes with the save of a drill', async () => {
      // given
      const drill = newDrill({ site: newSite() });
      const record = aSiteRecord({ ...drill.site, claims: { [drill.drillId]: [serverId(1)] } });
      // when
      await saved(drill, { site: { record, readVersion: 0 } });
      // then
      expect(await table.ports.sites.load(drill.site)).toEqual({ record, version: 1 });
    });

    test('that another drill has changed makes a save stale, and nothing of it is written', async () => {
      // given
      const site = newSite();
      const first = newDrill({ site });
      const second = newDrill({ site });
      const record = aSiteRecord(site);
      await saved(first, { site: { record, readVersion: 0 } });
      // when
      const created = await table.ports.drills.save(aSave(second, { site: { record, readVersion: 0 } }));
      const changed = await table.ports.drills.save(aSave(second, { site: { record, readVersion: 4 } }));
      // then
      expect([created, changed]).toEqual([{ result: 'STALE' }, { result: 'STALE' }]);
      expect(await table.ports.drills.load(second.drillId)).toBeUndefined();
      expect(await table.ports.sites.load(site)).toMatchObject({ version: 1 });
    });
  });

  describe('the line of starts at a site', () => {
    const first = { ticketId: 't3', at: START };
    const second = { ticketId: 't1', at: START + 1 };
    const third = { ticketId: 't2', at: START + 1 };

    test('counts who came before, and orders those who came together', async () => {
      // given
      const site = newSite();
      for (const ticket of [third, first, second]) await table.ports.sites.standInLine(site, ticket);
      // when
      const ahead = [first, second, third].map((ticket) => table.ports.sites.aheadOf(site, ticket, START));
      // then
      expect(await Promise.all(ahead)).toEqual([0, 1, 2]);
      expect(await table.ports.sites.aheadOf(newSite(), second, START)).toBe(0);
    });

    test('forgets who has left, and who came too long ago', async () => {
      // given
      const site = newSite();
      for (const ticket of [first, second, third]) await table.ports.sites.standInLine(site, ticket);
      // when
      await table.ports.sites.leaveLine(site, second);
      // then
      expect(await table.ports.sites.aheadOf(site, third, START)).toBe(1);
      expect(await table.ports.sites.aheadOf(site, third, START + 1)).toBe(0);
    });
  });

  describe('a lever', () => {
    const frozen = { state: 'FROZEN' as const, reason: 'storm', by: 'operator', at: START, expiresAt: null };

    test('that nobody has moved is open, at version 0', async () => {
      const site = newSite();
      expect(await table.ports.levers.load(site)).toEqual({ record: { schema: 2, ...site }, version: 0 });
    });

    test('that an earlier version has kept with its site is in force until it has an item of its own', async () => {
      // given
      const site = newSite();
      const released = { 'drsjob-00000000000000001': { by: 'operator', reason: 'hangs', at: START } };
      await table.ports.sites.save(aSiteRecord({ ...site, lever: frozen, released }), 0, 'earlier');
      const before = await table.ports.levers.load(site);
      // when
      const opened = { ...before.record, lever: { ...frozen, state: 'OPEN' as const } };
      const saved = await table.ports.levers.save(
        opened,
        before.version,
        aLeverMove({ ...site, moveId: newDrill().drillId }),
      );
      // then
      expect(before).toEqual({ record: { schema: 2, ...site, lever: frozen, released }, version: 0 });
      expect([saved, await table.ports.levers.load(site)]).toEqual([true, { record: opened, version: 1 }]);
    });

    test('that somebody else has moved is not moved, and its history does not say so', async () => {
      // given
      const site = newSite();
      const record = { schema: 2 as const, ...site, lever: frozen };
      const [first, second] = [0, 1].map(() => aLeverMove({ ...site, moveId: newDrill().drillId, at: START + 1 }));
      await table.ports.levers.save(record, 0, first ?? aLeverMove());
      // when
      const created = await table.ports.levers.save(record, 0, second ?? aLeverMove());
      const changed = await table.ports.levers.save(record, 4, second ?? aLeverMove());
      // then
      expect([created, changed]).toEqual([false, false]);
      const { items } = await table.ports.levers.moves(100);
      expect(items.filter(({ accountId }) => accountId === site.accountId)).toEqual([first]);
    });

    test('has a history, newest first and page by page', async () => {
      // given
      const site = newSite();
      const moves = [1, 2, 3].map((n) =>
        aLeverMove({ ...site, moveId: newDrill().drillId, at: START + n * 1000 * EXPIRY_SECONDS }),
      );
      for (const [version, move] of moves.entries())
        await table.ports.levers.save({ schema: 2, ...site, lever: { ...frozen, at: move.at } }, version, move);
      // when
      const first = await table.ports.levers.moves(2);
      const second = await table.ports.levers.moves(1, first.cursor ?? '');
      // then
      expect([...first.items, ...second.items]).toEqual(moves.toReversed());
      await expect(table.ports.levers.moves(1, 'strange')).rejects.toThrow('not one that this list has returned');
    });
  });

  describe('a recovery instance', () => {
    test('leads to its drill, in its own account and Region only', async () => {
      // given
      const drill = await saved(newDrill({ site: newSite() }), { instances: [instanceFound(77)] });
      // when
      const found = await table.ports.instances.find(drill.site, instanceId(77));
      // then
      expect(found).toEqual({ drillId: drill.drillId, sourceServerId: serverId(77), volumeIds: ['vol-00000077'] });
      expect(await table.ports.instances.find({ ...drill.site, region: 'us-east-2' }, instanceId(77))).toBeUndefined();
    });
  });

  test('the owner is the same every time', async () => {
    const owner = await table.ports.owner();
    expect(owner).toMatch(/^\d{12}\/[a-z0-9-]+\/[a-z]+\/[0-9a-z]+$/);
    expect(await table.ports.owner()).toBe(owner);
  });

  async function saved(drill: Drill, overrides: Partial<Save> = {}): Promise<Drill> {
    const result: Saved = await table.ports.drills.save(aSave(drill, overrides));
    expect(result).toEqual({ result: 'SAVED' });
    return drill;
  }

  async function summaryOf({ drillId, requestedAt }: Drill) {
    const { summaries } = await table.ports.drills.list({ from: requestedAt, to: requestedAt + 1, by: null }, 1000);
    return summaries.find((summary) => summary.drillId === drillId);
  }
}

let made = 0;

function newDrill(overrides: Partial<Drill> = {}): Drill {
  made++;
  return aDrill({ drillId: `aB${String(made).padStart(22, '0')}`, ...overrides });
}

function newSite() {
  made++;
  return { accountId: String(200_000_000_000 + made), region: 'eu-west-1' };
}

function instanceFound(n: number) {
  return { sourceServerId: serverId(n), instanceId: instanceId(n), volumeIds: [`vol-${String(n).padStart(8, '0')}`] };
}
