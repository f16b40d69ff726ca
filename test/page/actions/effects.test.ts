import { expect, test } from 'vitest';
import {
  acknowledgeEffects,
  cancelEffects,
  endEffects,
  extendEffects,
  leftOf,
  undecidedChecks,
  verdictEffects,
} from '../../../src/page/actions/effects.ts';
import { checkWith, drillWith, serverWith } from '../drill/handMade.ts';

test('a cancellation names the instances that it terminates', () => {
  expect(cancelEffects(drillWith()).join('\n')).toContain('1 instance is up and is terminated: i-1.');
});

test('a cancellation in the hold says first how the result is kept', () => {
  const keep = 'To keep the result, end the hold instead.';
  expect(cancelEffects(drillWith())[0]).toBe(keep);
  expect(cancelEffects(drillWith({ outcome: 'FAILED' }))).not.toContain(keep);
  expect(cancelEffects(drillWith({ phase: 'LAUNCHING' }))).not.toContain(keep);
});

test('a cancellation names the launches that may still make instances', () => {
  const launches = drillWith().launches.map((launch) => ({ ...launch, state: 'STARTED' as const }));
  const servers = [serverWith({ result: null, instanceId: null, verified: null })];
  const said = cancelEffects(drillWith({ phase: 'LAUNCHING', launches, servers })).join('\n');
  expect(said).toContain('DRS is launching 1 server: s-1.');
  expect(said).not.toContain('No instance');
});

test('launches beside instances that are up are said to be more', () => {
  const [launch] = drillWith().launches;
  const launches = launch === undefined ? [] : [{ ...launch, state: 'STARTED' as const, sourceServerIds: ['s-2'] }];
  const coming = serverWith({ sourceServerId: 's-2', result: null, instanceId: null, verified: null });
  const said = cancelEffects(drillWith({ launches, servers: [serverWith(), coming] })).join('\n');
  expect(said).toContain('1 instance is up and is terminated: i-1.');
  expect(said).toContain('DRS is launching 1 more server: s-2.');
});

test('a cancellation before any launch says that nothing is up', () => {
  const servers = [serverWith({ result: null, instanceId: null, jobId: null, verified: null })];
  const said = cancelEffects(drillWith({ phase: 'VALIDATING', launches: [], servers })).join('\n');
  expect(said).toContain('No instance of it is known to be up.');
  expect(said).not.toContain('proved gone');
});

test('a drill that has failed stays failed when it is cancelled', () => {
  expect(cancelEffects(drillWith({ outcome: 'FAILED' })).join('\n')).toContain('Its outcome stays FAILED.');
});

test('an instance whose termination was accepted is not called up', () => {
  const servers = [serverWith({ terminationAcceptedAt: '2026-12-01T03:10:01.000Z' })];
  expect(endEffects(drillWith({ servers })).join('\n')).toContain('No instance of it is known to be up.');
});

test('of many instances the first are named, and the others counted', () => {
  const servers = Array.from({ length: 30 }, (_, index) =>
    serverWith({ sourceServerId: `s-${index}`, instanceId: `i-${index}` }),
  );
  expect(endEffects(drillWith({ servers })).join('\n')).toMatch(/30 instances are up .*i-0, .*i-7 and 22 more/);
});

test('an extension says both ends, and how much later the new one is', () => {
  const said = extendEffects(drillWith(), '2026-12-01T03:40:00.000Z').join('\n');
  expect(said).toContain('ends at 2026-12-01 03:10:00 UTC.');
  expect(said).toContain('It will end at 2026-12-01 03:40:00 UTC, 30 min later.');
});

test('an extension counts from one that was requested before', () => {
  const hold = { ...drillWith().hold, extensionRequestedUntil: '2026-12-01T03:30:00.000Z' };
  const said = extendEffects(drillWith({ hold }), '2026-12-01T03:40:00.000Z').join('\n');
  expect(said).toContain('10 min later');
});

test('an acknowledgement names each thing that is left', () => {
  const servers = [
    serverWith(),
    serverWith({ sourceServerId: 's-2', instanceId: 'i-2', unproven: 'the tag is missing' }),
    serverWith({ sourceServerId: 's-3', instanceId: 'i-3', gone: 'TERMINATED' }),
  ];
  const leftStanding = [
    { sourceServerId: 's-1', what: 'instance i-1 (running)', isProtected: true, failback: null, lastWords: null },
  ];
  const leaked = drillWith({ phase: 'TERMINATING', cleanup: 'LEAKED', servers, leftStanding });
  expect(leftOf(leaked)).toEqual([
    's-1: instance i-1 (running), protected against termination',
    's-2: instance i-2 is not proved gone; the tag is missing',
  ]);
  expect(acknowledgeEffects(leaked).join('\n')).toContain('2 things could not be proved gone');
});

test('checks without a result are those that are required, in the hold, and undecided', () => {
  const checks = [
    checkWith(),
    checkWith({ name: 'optional', required: false }),
    checkWith({ name: 'decided', state: 'FAILED' }),
    checkWith({ name: 'later', when: 'AFTER_CLEANUP' }),
    checkWith({ name: 'actions', kind: 'LAUNCH_ACTION' }),
  ];
  expect(undecidedChecks(drillWith({ checks })).map(({ name }) => name)).toEqual(['orders-work']);
});

test('a failed verdict on a required check says what becomes of the drill', () => {
  const checks = [checkWith()];
  expect(verdictEffects(drillWith({ checks }), 'orders-work', false).join('\n')).toContain('The drill is FAILED');
  expect(verdictEffects(drillWith({ checks }), 'orders-work', true).join('\n')).not.toContain('FAILED');
});

test('a reason cannot turn around the sentence that names its drill', () => {
  const terms = { ...drillWith().terms, reason: 'rehearsal\u202e' };
  expect(endEffects(drillWith({ terms }))[0]).toContain('“rehearsal”');
});
