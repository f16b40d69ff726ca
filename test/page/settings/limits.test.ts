import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../src/page/api/client.ts';
import { limitsOf, lockSaid, networksSaid } from '../../../src/page/settings/limits.ts';

describe('what a deployment allows', () => {
  test('the longest hold is said in words and in seconds, with its parameter', () => {
    expect(limitsOf(settings({}))[0]).toMatchObject({ value: '1 d (86400 s)', parameter: 'holdSecondsMax' });
  });

  test('no limit of coverage is not called zero days', () => {
    const limit = limitsOf(settings({ coverageDaysMax: null })).find(({ name }) => name === 'Age of a proof');
    expect(limit?.value).toBe('no limit');
  });

  test('without drill subnets, every drill is REJECTED', () => {
    expect(networksSaid(settings({ drillSubnets: [] }))).toMatch(/^Nowhere/);
    expect(networksSaid(settings({ drillSubnets: ['*'] }))).toMatch(/^Anywhere/);
    expect(networksSaid(settings({ drillSubnets: ['subnet-1'] }))).toMatch(/REJECTED/);
  });

  test('evidence that is not locked is said to be deletable', () => {
    expect(lockSaid(evidence(null))).toMatch(/can delete evidence/);
    expect(lockSaid(evidence({ mode: 'COMPLIANCE', days: 400 }))).toMatch(/^400 days, COMPLIANCE: nobody/);
  });
});

function settings(differences: Partial<Settings>): Settings {
  const limits = { holdSecondsMax: 86_400, serversPerJob: 50, jobsMax: 10, serversInJobsMax: 300, coverageDaysMax: 90 };
  return { ...limits, drillSubnets: [], ...differences } as Settings;
}

function evidence(lock: Settings['evidence']['lock']): Settings['evidence'] {
  return { bucket: null, keyArn: null, lock, outputRetentionDays: null };
}
