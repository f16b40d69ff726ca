import { beforeEach, describe, expect, test } from 'vitest';
import type { Drill } from '../../../src/drill/drill.ts';
import { OtherSchema } from '../../../src/flow/errors.ts';
import { sourcesOf } from '../../../src/flow/evidence/sourcesOf.ts';
import type { ServerLine } from '../../../src/history/coverage.ts';
import { aDrill, anEntry, aSave, aSchedule, SITE, START, someTerms } from '../../builders.ts';
import { aNote, DRILL_ID, type SealingWorld, sealingWorld, termsOf } from './givenSealing.ts';

const HOUR = 3_600_000;
const PLAN = { name: 'web-shop', version: 1, hash: 'a' };

let world: SealingWorld;
beforeEach(() => {
  world = sealingWorld();
});

describe('the sources of a report', () => {
  test('are the journal, the record, the notes of people and of the guard', async () => {
    await saved({});
    world.notes.push(aNote(1));
    const notes = { ...world.ports.notes, ofGuard: async () => [{ at: START, note: { terminated: 1 } }] };
    const read = await sourcesOf({ ...world.ports, notes }, termsOf(), DRILL_ID);
    expect(read?.sources).toMatchObject({
      drill: { drillId: DRILL_ID },
      notes: [{ n: 1 }],
      guardNotes: [{ at: START }],
    });
    expect(read?.sources.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(Object.keys(read?.sources.entries[0] ?? {}).sort()).toEqual(['at', 'cause', 'drillId', 'facts', 'seq']);
  });

  test('of an unknown drill do not exist', async () => {
    expect(await sourcesOf(world.ports, termsOf(), 'unknown')).toBeUndefined();
  });

  test('say why and when the drill was quarantined', async () => {
    await saved({});
    await world.table.ports.drills.markQuarantined(DRILL_ID, 'it is broken', START + HOUR);
    expect(await context()).toMatchObject({ quarantined: { violation: 'it is broken', at: START + HOUR } });
  });

  test('say that chain and hashes hold, and what in the record is not the fold of the journal', async () => {
    await saved({ outcome: 'FAILED' });
    const { integrity } = await context();
    const { kept } = (await sourcesOf(world.ports, termsOf(), DRILL_ID)) ?? {};
    expect(integrity).toMatchObject({ contradiction: null, chainedFromSeq: 1 });
    expect(integrity.recordHash).toBe(kept?.record.recordHash);
    expect(integrity.journalHash).toBe(kept?.record.journalHash);
    expect(integrity.replayContradiction).toMatch(/ is .*, and the journal makes it .*\.$/);
  });

  test('count the servers of the site that DRS still lists, and leave it open when none is known', async () => {
    await saved({});
    const line = { removedAt: null } as ServerLine;
    const pages = [
      { items: [line, line], cursor: 'more' },
      { items: [line, { ...line, removedAt: START }], cursor: null },
    ];
    const servers = async () => pages.shift() ?? { items: [], cursor: null };
    const history = { ...world.ports.history, servers };
    const read = await sourcesOf({ ...world.ports, history }, termsOf(), DRILL_ID);
    expect(read?.sources.context.serversOfSite).toBe(3);
    expect((await context()).serversOfSite).toBeNull();
  });

  test('say when the plan is due next by any enabled schedule that is no dry run', async () => {
    await saved({ plan: PLAN });
    await scheduled('weekly', {}, 7);
    await scheduled('nightly', {}, 1);
    await scheduled('off', { enabled: false }, 0.1);
    await scheduled('dry', { dryRun: true }, 0.1);
    await scheduled('another', { plan: 'other' }, 0.1);
    expect((await context()).nextDueAt).toBe(START + 24 * HOUR);
  });

  test('say nothing of a next time without a plan, or when its schedule has ended', async () => {
    await saved({});
    await scheduled('nightly', {}, 1);
    expect((await context()).nextDueAt).toBeNull();
    await saved({ drillId: 'planned', plan: PLAN });
    days.clear();
    expect((await context('planned')).nextDueAt).toBeNull();
  });
});

describe('the drill that a report is compared with', () => {
  test('is the newest one of the plan and the site before it that has passed', async () => {
    await saved({ drillId: 'older', plan: PLAN, requestedAt: START - 9 * HOUR });
    await saved({ drillId: 'passed', plan: PLAN, requestedAt: START - 8 * HOUR });
    await saved({ drillId: 'failed', plan: PLAN, requestedAt: START - 7 * HOUR, outcome: 'FAILED' });
    await saved({ drillId: 'of another plan', plan: { ...PLAN, name: 'other' }, requestedAt: START - 6 * HOUR });
    const elsewhere = { ...SITE, region: 'eu-west-1' };
    await saved({ drillId: 'elsewhere', plan: PLAN, site: elsewhere, requestedAt: START - 5 * HOUR });
    await saved({ plan: PLAN });
    await saved({ drillId: 'later', plan: PLAN, requestedAt: START + HOUR });
    expect((await context()).before).toMatchObject({ drillId: 'passed', report: { identity: { drillId: 'passed' } } });
  });

  test('is found by the recovery plan when the drill is of no saved plan', async () => {
    const terms = someTerms({ recoveryPlan: 'shop' });
    await saved({ drillId: 'passed', terms, requestedAt: START - 8 * HOUR });
    await saved({ drillId: 'planned', terms, plan: PLAN, requestedAt: START - 7 * HOUR });
    await saved({ terms });
    expect((await context()).before?.drillId).toBe('passed');
  });

  test('is another one when another version of the product wrote the newest one', async () => {
    await saved({ drillId: 'older', plan: PLAN, requestedAt: START - 9 * HOUR });
    await saved({ drillId: 'unreadable', plan: PLAN, requestedAt: START - 8 * HOUR });
    await saved({ plan: PLAN });
    const { load } = world.ports.drills;
    world.ports.drills.load = async (id) => (id === 'unreadable' ? other() : load(id));
    expect((await context()).before?.drillId).toBe('older');
  });

  test('does not exist when the list of drills, or the journal of that one, cannot be read', async () => {
    await saved({ drillId: 'older', plan: PLAN, requestedAt: START - 9 * HOUR });
    await saved({ plan: PLAN });
    const { drills } = world.ports;
    const { keptJournal } = drills;
    drills.keptJournal = async (id, seq) => (id === 'older' ? other() : keptJournal(id, seq));
    expect((await context()).before).toBeNull();
    drills.list = async () => other();
    expect((await context()).before).toBeNull();
  });

  test('does not exist for a drill without a plan', async () => {
    await saved({ drillId: 'passed', requestedAt: START - 8 * HOUR });
    await saved({});
    expect((await context()).before).toBeNull();
  });
});

describe('the drill that repeats one that has not passed', () => {
  test('is the newest one of the plan after it, with its outcome once it has ended', async () => {
    await saved({ plan: PLAN, outcome: 'FAILED' });
    await saved({ drillId: 'again', plan: PLAN, requestedAt: START + HOUR });
    expect((await context()).retest).toEqual({ drillId: 'again', outcome: 'PASSED' });
    await saved({ drillId: 'dry', plan: PLAN, terms: someTerms({ dryRun: true }), requestedAt: START + 3 * HOUR });
    await saved({ drillId: 'now', plan: PLAN, phase: 'LAUNCHING', requestedAt: START + 2 * HOUR });
    expect((await context()).retest).toEqual({ drillId: 'now', outcome: null });
  });

  test('is not looked for when the drill has passed', async () => {
    await saved({ plan: PLAN });
    await saved({ drillId: 'again', plan: PLAN, requestedAt: START + HOUR });
    expect((await context()).retest).toBeNull();
  });
});

function other(): never {
  throw new OtherSchema('A drill', 'newer');
}

const days = new Map<string, number>();
beforeEach(() => days.clear());

async function scheduled(name: string, terms: object, after: number): Promise<void> {
  days.set(name, after);
  await world.table.ports.planSchedules.save(aSchedule({ plan: PLAN.name, ...terms }, name), 0);
}

async function context(drillId = DRILL_ID) {
  const terms = { ...termsOf(), nextTime: ({ name }: { name: string }, after: number) => timeOf(name, after) };
  const read = await sourcesOf(world.ports, terms, drillId);
  if (read === undefined) throw new Error('there are no sources');
  return read.sources.context;
}

function timeOf(name: string, after: number): number | undefined {
  const inDays = days.get(name);
  return inDays === undefined ? undefined : after + inDays * 24 * HOUR;
}

async function saved(changed: Partial<Drill>): Promise<void> {
  const drill = aDrill({ drillId: DRILL_ID, phase: 'ENDED', outcome: 'PASSED', ...changed });
  await world.table.ports.drills.save(aSave({ ...drill, phase: 'LAUNCHING' }));
  const previousHash = world.table.keptJournalOf(DRILL_ID)?.record.journalHash ?? '';
  await world.table.ports.drills.save(aSave(drill, { readVersion: 1, entry: anEntry(drill, 2), previousHash }));
}
