import { expect, test } from 'vitest';
import { wordsOf } from '../../src/drill/phases/warnings.ts';
import { ended, goneFound, holding, inspected, launching, terminated, terminating, validating } from './chapters.ts';
import { healthy, instance, MINUTE, publish, type Story, server, wake } from './given.ts';

const A = server(1);
const SILENT = [{ check: 'events-received' }];

test('a drill that received no event of its launch and termination warns about its Region when it ends', () => {
  expect(ended().drill).toMatchObject({ outcome: 'PASSED', warnings: SILENT, warningCount: 1 });
  const { message, remedy } = wordsOf('events-received', 'ap-south-1');
  expect([message, remedy].join()).toMatch(/No event.*ap-south-1.*looks.*npm run doctor/);
});

test('one event is enough to avoid the warning, even if it came late', () => {
  const late: Story[] = [
    publish(holding(), {
      type: 'ServerReported',
      at: holding().now,
      sourceServerId: A,
      jobId: 'drsjob-1',
      result: 'LAUNCHED',
    }),
    publish(holding(), { type: 'InstanceReportedGone', at: holding().now, sourceServerId: A, instanceId: instance(1) }),
  ];
  for (const story of late) expect(goneFound(terminated(wake(story, 40 * MINUTE))).drill.warnings ?? []).toEqual([]);
  const early = { type: 'ServerReported' as const, sourceServerId: A, jobId: 'drsjob-1', result: 'LAUNCHED' as const };
  const launched = launching();
  expect(publish(launched, { ...early, at: launched.now }).drill.hasReceivedEvents).toBe(true);
});

test('an event that arrives after the warning changes nothing', () => {
  const story = ended();
  const reported = publish(story, {
    type: 'InstanceReportedGone',
    at: story.now,
    sourceServerId: A,
    instanceId: instance(1),
  });
  expect(reported.drill).toEqual(story.drill);
});

test('a drill that launched nothing does not warn of missing events', () => {
  const refused = inspected(validating(), (id) => healthy(id, { lagSeconds: 100_000 }));
  expect(refused.drill).toMatchObject({ outcome: 'REJECTED' });
  expect(refused.drill.warnings).toBeUndefined();
});

test('the warning of missing events is kept even when server warnings fill the record', () => {
  const template = { networkInterfaceIds: [], isProtected: true, keepsVolumes: true };
  const servers = Array.from({ length: 9 }, (_, n) => server(n + 1));
  const warned = inspected(validating([servers]), (id) => healthy(id, { template }));
  expect(warned.drill.warnings).toHaveLength(10);
  const story = terminating();
  const kept = { ...story, drill: { ...story.drill, warnings: warned.drill.warnings ?? [], warningCount: 18 } };
  expect(goneFound(terminated(kept)).drill.warnings).toMatchObject([
    ...SILENT,
    ...(warned.drill.warnings ?? []).slice(0, 9),
  ]);
});
