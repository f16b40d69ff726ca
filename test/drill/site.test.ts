import { describe, expect, test } from 'vitest';
import type { Limits } from '../../src/drill/drill.ts';
import type { Fact } from '../../src/drill/facts.ts';
import { changeSite, claimedByOthers, emptySite, isTurnOf, needOf, type SiteRecord } from '../../src/drill/site.ts';
import { waitOf } from '../../src/drill/waits.ts';
import { holding, jobCompleted, launching, seenInJob } from './chapters.ts';
import {
  answer,
  begin,
  DRILL_ID,
  deepFreeze,
  LIMITS,
  MINUTE,
  publish,
  requested,
  SITE,
  type Story,
  server,
  T,
  wake,
} from './given.ts';

const A = server(1);
const B = server(2);
const OTHER = 'd-000000000000000000000002';
const THIRD = 'd-000000000000000000000003';
const site = (changes: Partial<SiteRecord> = {}): SiteRecord =>
  deepFreeze({ ...emptySite(SITE.accountId, SITE.region), ...changes });

describe('claims', () => {
  test('a request claims its servers in the same step', () => {
    expect(begin(requested([[A], [B]])).site.claims).toEqual({ [DRILL_ID]: [A, B] });
  });

  test('a server that another open drill has claimed rejects the request, naming server and drill', () => {
    // given
    const taken = site({ claims: { [OTHER]: [B] } });
    // when
    const { drill, site: after } = begin(requested([[A, B]]), taken);
    // then
    expect([drill.phase, drill.outcome, drill.cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
    expect(drill.failedChecks).toEqual([
      {
        check: 'not-claimed',
        sourceServerId: B,
        message: `The server is claimed by drill ${OTHER}, which is still open.`,
      },
    ]);
    expect(after).toEqual(taken);
  });

  test('all claimed servers are reported at once', () => {
    const taken = site({ claims: { [OTHER]: [B], [THIRD]: [A] } });
    const { drill } = begin(requested([[A, B]]), taken);
    expect(drill.failedChecks.map((failed) => failed.sourceServerId).sort()).toEqual([A, B]);
  });

  test('a drill does not block itself', () => {
    expect(claimedByOthers(site({ claims: { [DRILL_ID]: [A] } }), DRILL_ID, [A])).toEqual(new Map());
  });

  test('are released when the drill ends, and those of other drills are kept', () => {
    // given
    const begun = begin(requested([[A]]), site({ claims: { [OTHER]: [B] } }));
    // when
    const cancelled = cancel(begun);
    // then
    expect(cancelled.drill.phase).toBe('ENDED');
    expect(cancelled.site).toMatchObject({ claims: { [OTHER]: [B] }, reserved: {} });
    expect(cancelled.site.claims).not.toHaveProperty(DRILL_ID);
  });
});

describe('quotas', () => {
  test('a drill needs as many jobs and servers as its largest wave', () => {
    const waves = [[A], Array.from({ length: 120 }, (_, n) => server(n)), [B, A]];
    expect(needOf(waves, { ...LIMITS, serversPerJob: 50 })).toEqual({ jobs: 3, servers: 120 });
  });

  test.each([
    ['jobs', { jobs: 9, servers: 1 }, true],
    ['jobs', { jobs: 10, servers: 1 }, false],
    ['servers', { jobs: 1, servers: 299 }, true],
    ['servers', { jobs: 1, servers: 300 }, false],
  ])('alongside reserved %s %o one more job of one server fits: %s', (_what, reserved, fits) => {
    const busy = site({ reserved: { [OTHER]: reserved } });
    expect(isTurnOf(busy, DRILL_ID, { jobs: 1, servers: 1 }, LIMITS, T)).toBe(fits);
  });

  test('a request that could never fit is rejected with the limits', () => {
    // given
    const limits: Limits = { ...LIMITS, serversPerJob: 1, jobsMax: 2 };
    // when
    const { drill } = begin(requested([[A, B, server(3)]], {}, limits));
    // then
    expect([drill.outcome, drill.failedChecks[0]?.check]).toEqual(['REJECTED', 'quotas']);
  });

  test('that are taken make a drill wait with its claim, without a call to AWS', () => {
    const { drill, site: after, effects } = begin(requested([[A]]), busy());
    expect([drill.phase, drill.claimed, drill.reserved, effects]).toEqual(['REQUESTED', true, false, []]);
    expect(after.waiting).toEqual([{ drillId: DRILL_ID, since: T, jobs: 1, servers: 1 }]);
  });
});

describe('the quota of a drill', () => {
  test('is released once its launch jobs have completed, while its instances are held', () => {
    const { drill, site: after } = holding();
    expect([drill.phase, drill.reserved, after.reserved]).toEqual(['HOLDING', false, {}]);
  });

  test('is kept while its job runs, although every server has launched', () => {
    // given
    const looking = wake(launching(), 12 * MINUTE);
    const jobs = (status: string) => [
      {
        ...{ jobId: 'drsjob-00000000000000001', status, createdAt: T, servers: [seenInJob(A)] },
        ...{ endedAt: status === 'COMPLETED' ? looking.now : null, logEnded: status === 'COMPLETED' },
      },
    ];
    // when
    const reported = (status: string) =>
      answer(looking, 'LookAtLaunches', () => ({ type: 'LaunchesSeen', jobs: jobs(status) })).drill;
    // then
    const [open, completed] = [reported('STARTED'), reported('COMPLETED')];
    expect([open.phase, open.reserved, completed.phase, completed.reserved]).toEqual([
      'VERIFYING',
      true,
      'VERIFYING',
      false,
    ]);
  });

  test('is kept while a wave is still to come', () => {
    const between = jobCompleted(launching([[A], [B]]), [A]);
    expect([between.drill.phase, between.drill.reserved]).toEqual(['LAUNCHING', true]);
  });
});

describe('turns', () => {
  test('that a drill waits for are shown, with the drills before it and the deadline', () => {
    const waiting = site({
      reserved: { [OTHER]: { jobs: 10, servers: 10 } },
      waiting: [{ drillId: THIRD, since: T - 1, jobs: 1, servers: 1 }],
    });
    const { drill } = begin(requested([[A]], { startWithinSeconds: 1800 }), waiting);
    expect(waitOf(drill, T)).toEqual({
      for: 'TURN',
      since: T,
      instances: 0,
      drillIds: [OTHER, THIRD],
      until: T + 30 * MINUTE,
    });
  });

  test('that do not come in time reject the drill at the deadline, not before', () => {
    const story = begin(requested([[A]], { startWithinSeconds: 1800 }), busy());
    expect(wake(story, 30 * MINUTE - 1).drill.phase).toBe('REQUESTED');
    const { phase, outcome, failedChecks } = wake(story, 30 * MINUTE).drill;
    expect([phase, outcome]).toEqual(['ENDED', 'REJECTED']);
    expect(failedChecks).toEqual([
      { check: 'start-window-missed', message: 'The drill did not get its turn within 1800 s of its request.' },
    ]);
  });

  test('first come, first served: a small drill does not overtake a large one that waits', () => {
    // given
    const waiting = site({ waiting: [{ drillId: OTHER, since: T - 1, jobs: 10, servers: 200 }] });
    // when
    const { drill, site: after } = begin(requested([[A]]), waiting);
    // then
    expect(drill.phase).toBe('REQUESTED');
    expect(after.waiting.map((one) => one.drillId)).toEqual([OTHER, DRILL_ID]);
  });

  test('a small drill passes a large one that does not fit, until that one has waited a quarter of an hour', () => {
    // given
    const reserved = { [THIRD]: { jobs: 8, servers: 8 } };
    const waiting = [{ drillId: OTHER, since: T - 15 * MINUTE + 1, jobs: 6, servers: 300 }];
    const busy = site({ reserved, waiting });
    const patient = site({ reserved, waiting: [{ ...waiting[0], since: T - 15 * MINUTE } as (typeof waiting)[0]] });
    // when
    const [passes, waits] = [busy, patient].map((one) => begin(requested([[A]]), one).drill.phase);
    // then
    expect([passes, waits]).toEqual(['VALIDATING', 'REQUESTED']);
  });

  test('a release calls the first drill that fits, but none past one that has waited too long', () => {
    // given
    const reserved = { [DRILL_ID]: { jobs: 1, servers: 1 }, [THIRD]: { jobs: 8, servers: 8 } };
    const [large, small] = [
      { drillId: OTHER, since: T, jobs: 6, servers: 300 },
      { drillId: 'small', since: T, jobs: 1, servers: 1 },
    ] as const;
    const called = (since: number) =>
      change(site({ reserved, waiting: [{ ...large, since }, small] }), DRILL_ID, [{ type: 'QuotaReleased' }])
        ?.calledDrillIds;
    // then
    expect([called(T), called(T - 15 * MINUTE)]).toEqual([['small'], []]);
  });

  test('come with a call', () => {
    // given
    const story = begin(requested([[A]]), busy());
    const free = { ...story.site, reserved: {} };
    // when
    const called = publish({ ...story, site: free }, { type: 'TurnCame', at: story.now });
    // then
    expect([called.drill.phase, called.drill.reserved]).toEqual(['VALIDATING', true]);
    expect(called.site).toMatchObject({ waiting: [], reserved: { [DRILL_ID]: { jobs: 1, servers: 1 } } });
  });

  test('are checked for regularly, in case the call was lost', () => {
    // given
    const story = begin(requested([[A]]), busy());
    const free = { ...story.site, reserved: {} };
    // when
    const woken = publish({ ...story, site: free }, { type: 'Woken', at: story.now + 301_000 });
    // then
    expect(woken.drill.phase).toBe('VALIDATING');
  });

  test('a call that comes too early changes nothing', () => {
    const story = begin(requested([[A]]), busy());
    expect(publish(story, { type: 'TurnCame', at: story.now }).facts).toEqual([]);
  });

  test('a release calls only the next drill', () => {
    // given
    const waiting = [OTHER, THIRD].map((drillId) => ({ drillId, since: T, jobs: 1, servers: 1 }));
    const full = site({ reserved: { [DRILL_ID]: { jobs: 10, servers: 10 } }, waiting });
    // when
    const changed = change(full, DRILL_ID, [{ type: 'QuotaReleased' }]);
    // then
    expect(changed?.calledDrillIds).toEqual([OTHER]);
  });

  test('a turn that is taken calls the next drill when both fit', () => {
    const waiting = [OTHER, THIRD].map((drillId) => ({ drillId, since: T, jobs: 1, servers: 1 }));
    const changed = change(site({ waiting }), OTHER, [{ type: 'TurnTaken', need: { jobs: 1, servers: 1 } }]);
    expect(changed?.calledDrillIds).toEqual([THIRD]);
  });

  test('a release that frees too little calls no drill', () => {
    // given
    const full = site({
      reserved: { [DRILL_ID]: { jobs: 2, servers: 2 }, [THIRD]: { jobs: 8, servers: 8 } },
      waiting: [{ drillId: OTHER, since: T, jobs: 5, servers: 5 }],
    });
    // when
    const changed = change(full, DRILL_ID, [{ type: 'QuotaReleased' }]);
    // then
    expect(changed?.calledDrillIds).toEqual([]);
  });

  test('a drill that is cancelled while it waits leaves the queue and calls the next one', () => {
    // given
    const story = begin(requested([[A]]), busy());
    const behind = { drillId: OTHER, since: T, jobs: 1, servers: 1 };
    const queue = { ...story.site, reserved: {}, waiting: [...story.site.waiting, behind] };
    // when
    const cancelled = cancel({ ...story, site: queue });
    // then
    expect(cancelled.site).toMatchObject({ claims: {}, waiting: [behind] });
    expect(change(queue, DRILL_ID, cancelled.facts)?.calledDrillIds).toEqual([OTHER]);
  });
});

test('a fact that does not concern a site does not change it', () => {
  expect(change(site(), DRILL_ID, [{ type: 'JobsInspected' }, { type: 'PhaseBegan', phase: 'LAUNCHING' }])).toBe(
    undefined,
  );
});

/** Another drill has reserved all jobs of the site. */
function busy(): SiteRecord {
  return site({ reserved: { [OTHER]: { jobs: 10, servers: 10 } } });
}

function cancel(story: Story): Story {
  return publish(story, { type: 'CancelRequested', at: story.now, by: 'operator', reason: 'enough' });
}

function change(before: SiteRecord, drillId: string, facts: Fact[]) {
  return changeSite(deepFreeze(before), { drillId, limits: LIMITS }, T, facts);
}
