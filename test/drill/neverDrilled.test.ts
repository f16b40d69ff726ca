import { describe, expect, test } from 'vitest';
import { RECOVERY_UNSEEN_SECONDS } from '../../src/drill/bounds.ts';
import type { Terms } from '../../src/drill/drill.ts';
import { WAIVABLE } from '../../src/drill/preflight.ts';
import { inspected, validating } from './chapters.ts';
import {
  answer,
  begin,
  healthy,
  instance,
  isOpen,
  known,
  lastRequested,
  requested,
  SECOND,
  type Story,
  server,
  wake,
} from './given.ts';

const A = server(1);
const TEMPLATE = { networkInterfaceIds: [], isProtected: false, keepsVolumes: false };

/** The only failed check of a server for which every waiver is given. */
function refusal(found: Parameters<typeof healthy>[1]): string | undefined {
  const names = [...WAIVABLE, 'no-real-instance', 'fails-over', 'new-network-interface', 'not-denied'];
  const waivers = names.map((check) => ({ check, sourceServerId: A, reason: 'please' }));
  const { drill } = inspected(begin(requested([[A]], { waivers })), (id) => healthy(id, found));
  return drill.failedChecks.map((one) => `${one.check}: ${one.message}`)[0];
}

describe('whatever is waived, no server is drilled', () => {
  test.each([
    ['that fails back', { replicationDirection: 'FAILBACK' }, /^fails-over: .*FAILBACK/],
    ['that has an unknown replication direction', { replicationDirection: 'SIDEWAYS' }, /^fails-over: .*SIDEWAYS/],
    [
      'whose replication direction DRS does not report',
      { replicationDirection: null },
      /^fails-over: .*does not report/,
    ],
    ['whose tags DRS does not show', { tags: null }, /^not-denied: .*did not return its tags/],
    [
      'that would launch into a network interface that exists',
      { template: { ...TEMPLATE, networkInterfaceIds: ['eni-1'] } },
      /^new-network-interface: .*eni-1.*already exists/,
    ],
    ['whose launch template cannot be read', { template: null }, /^new-network-interface: .*could not be read/],
    [
      'whose launch template EC2 refuses to show',
      { template: null, refused: { template: { launchTemplateId: 'lt-1', message: 'denied' } } },
      /^new-network-interface: Its launch template lt-1 could not be read: denied/,
    ],
    [
      'whose launch configuration DRS refuses to show',
      { template: null, refused: { configuration: 'denied' } },
      /^launch-configuration: DRS refused to return its launch configuration: denied/,
    ],
    [
      'whose recovery points DRS refuses to list',
      { refused: { points: 'denied' } },
      /^recovery-point: DRS refused to list its recovery points: denied/,
    ],
    [
      'whose last recovery DRS refuses to show',
      { refused: { recovery: 'denied' } },
      /^no-real-instance: DRS refused to return its last recovery: denied/,
    ],
    [
      'that has an instance in EC2 which DRS does not list',
      { unlistedInstances: [{ instanceId: instance(7), state: 'stopped' }] },
      /^no-real-instance: Instance i-0+7 is stopped in EC2/,
    ],
    [
      'whose drill instance may be a machine that a drill was launched into',
      { notMadeInstances: [{ instanceId: instance(7), missing: 'it is older than the job' }] },
      /^no-real-instance: Instance i-0+7 may be a machine that a drill was launched into/,
    ],
  ])('%s', (_name, found, message) => {
    expect(refusal(found)).toMatch(message);
  });

  test('but one that fails over and has a readable template is', () => {
    expect(refusal({ replicationDirection: 'FAILOVER', template: TEMPLATE, unlistedInstances: [] })).toBeUndefined();
  });
});

test('when a waiver lets a drill instance be replaced, the inspection checks that its own job made it', () => {
  const wanted = (waivers: Terms['waivers']) =>
    lastRequested(begin(requested([[A, server(2)]], { waivers })), 'Inspect');
  const waiver = { check: 'no-drill-instance', sourceServerId: A, reason: 'agreed' };
  expect(wanted([waiver])).toMatchObject({ mayReplaceDrill: [A] });
  expect(wanted([])).not.toHaveProperty('mayReplaceDrill');
});

describe('a server whose last launch was a real recovery without a trace', () => {
  test('is looked at once more, five minutes later, before it is drilled', () => {
    // given
    const first = unseen(validating([[A]]));
    expect([first.drill.phase, isOpen(first, 'Inspect')]).toEqual(['VALIDATING', false]);
    // when
    const early = wake(first, (RECOVERY_UNSEEN_SECONDS - 60) * SECOND);
    const due = wake(early, 60 * SECOND);
    const second = unseen(due);
    // then
    expect([isOpen(early, 'Inspect'), isOpen(due, 'Inspect')]).toEqual([false, true]);
    expect(second.drill.phase).toBe('LAUNCHING');
  });

  test('is not drilled when the second look finds its instance', () => {
    const first = unseen(validating([[A]]));
    const due = wake(first, RECOVERY_UNSEEN_SECONDS * SECOND);
    const second = unseen(due, { unlistedInstances: [{ instanceId: instance(7), state: 'running' }] });
    expect(second.drill).toMatchObject({ outcome: 'REJECTED', failedChecks: [{ check: 'no-real-instance' }] });
  });

  test('is not cleared by two looks that began within five minutes, however late the second answer came', () => {
    const first = unseen(validating([[A]]));
    const due = wake(first, RECOVERY_UNSEEN_SECONDS * SECOND);
    const second = unseen(due, {}, due.now - 10 * SECOND);
    expect([second.drill.phase, second.drill.uninspected]).toEqual(['VALIDATING', [A]]);
  });
});

describe('a problem that does not refuse a server', () => {
  test('is warned of by name, once per server', () => {
    const template = { ...TEMPLATE, isProtected: true, keepsVolumes: true };
    const { drill } = inspected(validating([[A]]), (id) => healthy(id, { template }));
    expect(drill).toMatchObject({
      phase: 'LAUNCHING',
      warningCount: 2,
      warnings: [
        { check: 'termination-allowed', sourceServerId: A },
        { check: 'volumes-deleted', sourceServerId: A },
      ],
    });
  });

  test('is kept for a few servers and counted for all', () => {
    const servers = Array.from({ length: 30 }, (_, n) => server(n + 1));
    const template = { ...TEMPLATE, keepsVolumes: true };
    let story = known(validating([servers]));
    while (isOpen(story, 'Inspect')) story = seen(story, (id) => healthy(id, { template }));
    expect(story.drill.warnings).toHaveLength(10);
    expect(story.drill.warningCount).toBe(30);
  });
});

function unseen(story: Story, changes: Parameters<typeof healthy>[1] = {}, lookedAt = story.now): Story {
  const found = (id: string) => healthy(id, { recoveryUnseen: true, ...changes });
  const looked = seen(story, found, lookedAt);
  return isOpen(looked, 'FindBusy')
    ? answer(looked, 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [], lookedAt }))
    : looked;
}

function seen(story: Story, found: (id: string) => ReturnType<typeof healthy>, lookedAt = story.now): Story {
  return answer(story, 'Inspect', ({ sourceServerIds }: { sourceServerIds: string[] }) => ({
    type: 'Inspected',
    servers: sourceServerIds.map(found),
    lookedAt,
  }));
}
