import { describe, expect, test } from 'vitest';
import { covers } from '../../src/doctor/patterns.ts';

const WANTED = {
  source: ['aws.ec2'],
  'detail-type': ['EC2 Instance State-change Notification'],
  detail: { state: ['terminated'] },
};
const ACCOUNT = '111122223333';

describe('a rule matches the wanted events', () => {
  test.each([
    ['when it has the same pattern', WANTED],
    ['when it matches more values', { ...WANTED, detail: { state: ['stopped', 'terminated'] } }],
    ['when it has fewer conditions', { source: ['aws.ec2'] }],
    ['when it requires the own account', { ...WANTED, account: [ACCOUNT] }],
    ['when it excludes another source', { source: ['aws.ec2'], id: [{ 'anything-but': ['drs-drill'] }] }],
  ])('%s', (_when, pattern) => {
    expect(covers(pattern, WANTED, ACCOUNT)).toBe(true);
  });

  test.each([
    ['requires another state', { ...WANTED, detail: { state: ['stopped'] } }],
    ['requires another source', { ...WANTED, source: ['aws.drs'] }],
    ['requires another account', { ...WANTED, account: ['999900001111'] }],
    ['requires one instance', { ...WANTED, detail: { state: ['terminated'], 'instance-id': ['i-1'] } }],
    ['uses an unsupported filter', { ...WANTED, source: [{ prefix: 'aws.' }] }],
    ['has no pattern', null],
  ])('but not when it %s', (_what, pattern) => {
    expect(covers(pattern, WANTED, ACCOUNT)).toBe(false);
  });
});
