import { expect, test } from 'vitest';
import { personChecks } from '../../../src/page/schedules/personChecks.ts';

const body = {
  holdSeconds: 1200,
  checks: [
    { name: 'login-works', kind: 'VERDICT' },
    { name: 'reports-work', kind: 'VERDICT', required: false },
    { name: 'port-open', kind: 'TCP', port: 443 },
  ],
};

test('a run that needs a person says until when, by the hold that counts', () => {
  expect(personChecks(body)).toEqual([
    'login-works needs a verdict of a person within the hold of each run (20 min), or the run is FAILED.',
  ]);
  expect(personChecks(body, { holdSeconds: 600 })[0]).toContain('(10 min)');
});

test('a plan whose checks need nobody warns of nothing', () => {
  expect(personChecks({ holdSeconds: 600 })).toEqual([]);
});
