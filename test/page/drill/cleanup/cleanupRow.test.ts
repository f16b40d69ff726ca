import { expect, test } from 'vitest';
import { cleanupRows, standingOfNoServer } from '../../../../src/page/drill/cleanup/cleanupRow.ts';
import { drillWith, serverWith } from '../handMade.ts';

const accepted = { terminationAcceptedAt: '2026-12-01T03:10:01.000Z' };
const servers = [
  serverWith({ sourceServerId: 's-1', gone: 'TERMINATED' }),
  serverWith({ sourceServerId: 's-2', ...accepted }),
  serverWith({ sourceServerId: 's-3', unproven: 'the tag is missing' }),
  serverWith({ sourceServerId: 's-4', jobId: null, instanceId: null, result: null }),
];
const said = { isProtected: false, failback: null, lastWords: null };
const leftStanding = [
  { sourceServerId: 's-2', what: 'instance i-2 (running)', ...said },
  { sourceServerId: 'unknown', what: 'conversion server i-9', ...said },
];

test('what is left comes first, and what was never launched last', () => {
  const running = drillWith({ phase: 'TERMINATING', cleanup: 'RUNNING', servers, launches: [] });
  expect(cleanupRows(running, new Map()).map(({ state }) => state)).toEqual([
    ...['UNPROVEN', 'TERMINATING', 'GONE', 'NOT_NEEDED'],
  ]);
});

test('after a leak was reported, what is not proved gone is left', () => {
  const leaked = drillWith({ phase: 'TERMINATING', cleanup: 'LEAKED', servers, leftStanding });
  const [first] = cleanupRows(leaked, new Map());
  expect(first).toMatchObject({ state: 'LEFT', instance: 'Not proved gone.', volumes: 'Not proved gone.' });
  expect(first?.standing.map(({ what }) => what)).toEqual(['instance i-2 (running)']);
  expect(standingOfNoServer(leaked).map(({ what }) => what)).toEqual(['conversion server i-9']);
});

test('an event alone does not prove that an instance is gone', () => {
  const reported = [serverWith({ ...accepted, reportedGone: true })];
  const [row] = cleanupRows(drillWith({ phase: 'TERMINATING', servers: reported }), new Map());
  expect(row).toMatchObject({ state: 'TERMINATING', instance: expect.stringMatching(/a look has to prove it/) });
});

test('an acknowledgement is no proof', () => {
  const [row] = cleanupRows(
    drillWith({ phase: 'ENDED', cleanup: 'LEAKED', servers: [serverWith({ gone: 'ACKNOWLEDGED' })] }),
    new Map(),
  );
  expect(row).toMatchObject({ state: 'ACKNOWLEDGED', volumes: 'Not proved: a person took responsibility.' });
});
