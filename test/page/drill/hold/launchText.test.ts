import { expect, test } from 'vitest';
import type { Launch } from '../../../../src/page/api/client.ts';
import { waitText } from '../../../../src/page/drill/hold/waitText.ts';
import { drillWith, serverWith } from '../handMade.ts';

const launch = (jobId: string | null, state: Launch['state'] = 'STARTED'): Launch => ({
  ...{ wave: 1, state, jobId, createdAt: null, endedAt: null, sourceServerIds: ['s-1'] },
});
const waiting = (launches: Launch[]) => waitText(drillWith({ phase: 'LAUNCHING', launches }));

test('a launch waits for its DRS jobs by name, and for how long they usually take', () => {
  expect(waiting([launch('drsjob-0', 'COMPLETED'), launch('drsjob-1')])).toBe(
    'The end of DRS job drsjob-1, usually 5 to 20 minutes after the start.',
  );
  expect(waiting(['1', '2', '3', '4'].map((id) => launch(`drsjob-${id}`)))).toBe(
    'The end of DRS jobs drsjob-1, drsjob-2, drsjob-3 and 1 more, usually 5 to 20 minutes after the start.',
  );
  expect(waiting([launch(null, 'REQUESTED')])).toBe('DRS, which is to begin a launch job.');
});

test('a verification waits for the launched servers to be seen working', () => {
  const failed = serverWith({ sourceServerId: 's-3', result: 'FAILED', verified: null });
  const servers = [serverWith(), serverWith({ sourceServerId: 's-2', verified: null }), failed];
  expect(waitText(drillWith({ phase: 'VERIFYING', servers }))).toBe(
    'Launched servers to be seen working: 1 of 2 verified.',
  );
  expect(waitText(drillWith({ phase: 'VERIFYING', servers: [serverWith(), failed] }))).toContain('Nothing and nobody');
});

test('before a launch and after the verification, no job is waited for', () => {
  const launches = [launch('drsjob-1')];
  expect(waitText(drillWith({ phase: 'VALIDATING', launches }))).toContain('Nothing and nobody');
  expect(waitText(drillWith({ phase: 'TERMINATING', launches }))).not.toContain('drsjob-1');
});
