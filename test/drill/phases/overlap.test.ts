import { expect, test } from 'vitest';
import { PHASES } from '../../../src/drill/drill.ts';
import { emptySite, type SiteRecord } from '../../../src/drill/site.ts';
import { begin, DRILL_ID, requested, SITE, server, T } from '../given.ts';

const EARLIER = 'd-000000000000000000000002';

test('the site keeps which open drill belongs to which schedule, until the drill has ended', () => {
  const { site } = begin(scheduled('nightly'));
  expect(site.scheduled).toEqual({ [DRILL_ID]: 'nightly' });
});

test('a run is rejected while an earlier drill of its schedule is open, and names that drill', () => {
  const { drill, site } = begin(scheduled('nightly'), open({ [EARLIER]: 'nightly' }));
  expect(drill).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', cleanup: 'NOT_NEEDED' });
  expect(drill.failedChecks).toEqual([
    { check: 'schedule-overlap', message: `Drill ${EARLIER} of the schedule nightly is still open.` },
  ]);
  expect(site.scheduled).toEqual({ [EARLIER]: 'nightly' });
});

test('an open drill of another schedule, or of a person, does not stop a run', () => {
  const { drill } = begin(scheduled('nightly'), open({ [EARLIER]: 'weekly' }));
  expect(PHASES.indexOf(drill.phase)).toBeLessThan(PHASES.indexOf('ENDED'));
});

test('a person may start a drill while one of a schedule is open', () => {
  const { drill } = begin(requested([[server(1)]]), open({ [EARLIER]: 'nightly' }));
  expect(drill.outcome).toBeUndefined();
});

test('a dry run of a schedule counts as its open drill, too', () => {
  const { site } = begin(scheduled('nightly', true));
  expect(site.scheduled).toEqual({ [DRILL_ID]: 'nightly' });
});

function scheduled(name: string, dryRun?: true) {
  const input = requested([[server(1)]], dryRun && { dryRun });
  if (input.type !== 'Requested') throw new Error('not a request');
  return { ...input, request: { ...input.request, schedule: { name, scheduledAt: T } } };
}

function open(drills: Record<string, string>): SiteRecord {
  const claims = Object.fromEntries(Object.keys(drills).map((drillId) => [drillId, [server(99)]]));
  return { ...emptySite(SITE.accountId, SITE.region), claims, scheduled: drills };
}
