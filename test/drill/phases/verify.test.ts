import { describe, expect, test } from 'vitest';
import { hardStopArmed, inspected, jobCompleted, launching, started, validating } from '../chapters.ts';
import { answer, healthy, instance, isOpen, MINUTE, SECOND, server, T, wake } from '../given.ts';

const A = server(1);

const look = (changes: object) => (effect: { wave: number; servers: { sourceServerId: string }[] }) => ({
  type: 'InstancesSeen' as const,
  wave: effect.wave,
  instances: effect.servers.map(({ sourceServerId }) => ({
    sourceServerId,
    instanceId: instance(1) as string | null,
    state: 'running' as string | null,
    statusChecks: 'ok' as string | null,
    pointInTimeAt: T as number | null,
    volumeIds: [],
    ...changes,
  })),
});

test('a running instance is not verified until both status checks have passed', () => {
  const story = answer(jobCompleted(launching(), [A]), 'LookAtInstances', look({ statusChecks: 'initializing' }));
  expect(story.drill.servers[A]?.verified).toBeUndefined();
  const later = answer(wake(story, MINUTE), 'LookAtInstances', look({}));
  expect(later.drill.servers[A]?.verified).toBe('STATUS_CHECKS');
});

test('an instance that DRS does not list yet is looked for again', () => {
  const story = answer(
    jobCompleted(launching(), [A]),
    'LookAtInstances',
    look({ instanceId: null, state: null, statusChecks: null, pointInTimeAt: null }),
  );
  expect(isOpen(wake(story, MINUTE), 'LookAtInstances')).toBe(true);
});

test('only a look that finds the instance not working proves that it did not work by then', () => {
  const notReadyAfter = (changes: object) => {
    const launched = jobCompleted(launching(), [A]);
    const story = answer(launched, 'LookAtInstances', (effect: never) => ({
      ...look(changes)(effect),
      lookedAt: launched.now,
    }));
    return story.drill.servers[A]?.notReadyAt === launched.now;
  };
  expect(notReadyAfter({ statusChecks: 'initializing' })).toBe(true);
  expect(notReadyAfter({ state: 'pending', statusChecks: null })).toBe(true);
  // DRS lists it late, EC2 reports no checks: it may be working.
  expect(notReadyAfter({ instanceId: null, state: null, statusChecks: null, pointInTimeAt: null })).toBe(false);
  expect(notReadyAfter({ statusChecks: null })).toBe(false);
  expect(notReadyAfter({ statusChecks: 'insufficient-data' })).toBe(false);
  expect(notReadyAfter({ state: 'hibernating', statusChecks: null })).toBe(false);
});

test('an instance that does not come up in time fails the drill, and is held and cleaned up like the others', () => {
  let story = jobCompleted(launching(), [A]);
  for (let n = 0; n < 40 && story.drill.phase === 'VERIFYING'; n++) {
    if (isOpen(story, 'LookAtInstances')) story = answer(story, 'LookAtInstances', look({ statusChecks: 'impaired' }));
    else if (isOpen(story, 'LookAtPoints'))
      story = answer(story, 'LookAtPoints', () => ({
        type: 'PointsSeen',
        wave: 0,
        points: [{ sourceServerId: A, snapshotId: null }],
      }));
    else story = wake(story, 3 * MINUTE);
  }
  expect(story.drill.servers[A]).toMatchObject({ verificationFailed: true, verified: 'RUNNING' });
  expect(story.drill.outcome).toBe('FAILED');
});

test('an instance that is to stay stopped is verified as stopped', () => {
  const stopped = jobCompleted(
    started(hardStopArmed(inspected(validating(), (id) => healthy(id, { launchDisposition: 'STOPPED' })))),
    [A],
  );
  const story = answer(stopped, 'LookAtInstances', look({ state: 'stopped', statusChecks: null }));
  expect(story.drill.servers[A]?.verified).toBe('STOPPED_AS_CONFIGURED');
});

test('a point taken after the job began is on demand, one from before is a previous one', () => {
  const createdAt = launching().drill.launches[0]?.createdAt ?? 0;
  const at = (pointInTimeAt: number) =>
    answer(jobCompleted(launching(), [A]), 'LookAtInstances', look({ pointInTimeAt })).drill.servers[A]?.point?.kind;
  expect([at(createdAt + SECOND), at(createdAt - SECOND)]).toEqual(['ON_DEMAND', 'PREVIOUS']);
});

describe('the recovery point that an instance came from', () => {
  const NEWEST = 'pit-00000000000000001';
  const listed = (snapshotId: string | null) => () => ({
    type: 'PointsSeen' as const,
    wave: 0,
    points: [{ sourceServerId: A, snapshotId }],
  });
  const unlisted = () =>
    answer(answer(jobCompleted(launching(), [A]), 'LookAtInstances', look({})), 'LookAtPoints', listed(null));

  test('a recovery point that DRS does not list yet is looked for again', () => {
    const story = answer(unlisted(), 'LookAtPoints', listed(NEWEST));
    expect(story.drill.servers[A]?.point).toEqual({ kind: 'PREVIOUS', at: T, snapshotId: NEWEST });
  });

  test('a recovery point is looked for only for some minutes, after which DRS has none of that time', () => {
    let story = unlisted();
    const first = story.now;
    expect(story.drill.servers[A]?.point).not.toHaveProperty('snapshotId');
    while (isOpen(story, 'LookAtPoints')) story = answer(story, 'LookAtPoints', listed(null));
    expect(story.drill.servers[A]?.point).toEqual({ kind: 'PREVIOUS', at: T, snapshotId: null });
    expect(story.now - first).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(story.now - first).toBeLessThanOrEqual(3 * MINUTE);
    expect(story.effects.filter(({ effect }) => effect.kind === 'LookAtPoints')).toHaveLength(3);
  });
});
