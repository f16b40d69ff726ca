import { expect, test } from 'vitest';
import { mayBeUp } from '../../../src/page/leaks/mayBeUp.ts';
import { drillWith, serverWith } from '../drill/handMade.ts';

const waits = { for: 'TERMINATION', since: '2026-12-01T03:10:00.000Z', instancesUp: 3 } as const;

test('an instance may be up until it is proved gone, also while a drill says of nothing that it waits', () => {
  const accepted = serverWith({ terminationAcceptedAt: '2026-12-01T03:10:01.000Z' });
  const gone = serverWith({ sourceServerId: 's-2', gone: 'TERMINATED' });
  const none = serverWith({ sourceServerId: 's-3', instanceId: null });
  expect(mayBeUp(drillWith({ waits: null, servers: [accepted, gone, none] }))).toBe(1);
});

test('a drill that expects more instances than it knows of is believed', () => {
  expect(mayBeUp(drillWith({ waits, servers: [serverWith()] }))).toBe(3);
});
