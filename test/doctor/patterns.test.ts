import { describe, expect, test } from 'vitest';
import { lets } from '../../src/doctor/patterns.ts';

const WANTED = {
  source: ['aws.ec2'],
  'detail-type': ['EC2 Instance State-change Notification'],
  detail: { state: ['terminated'] },
};
const ACCOUNT = '111122223333';

describe('a rule lets through what is wanted', () => {
  test.each([
    ['when it asks for just that', WANTED],
    ['when it asks for more values', { ...WANTED, detail: { state: ['stopped', 'terminated'] } }],
    ['when it asks for less', { source: ['aws.ec2'] }],
    ['when it asks for the own account', { ...WANTED, account: [ACCOUNT] }],
    ['when it keeps out another source', { source: ['aws.ec2'], id: [{ 'anything-but': ['drs-drill'] }] }],
  ])('%s', (_when, pattern) => {
    expect(lets(pattern, WANTED, ACCOUNT)).toBe(true);
  });

  test.each([
    ['asks for another state', { ...WANTED, detail: { state: ['stopped'] } }],
    ['asks for another source', { ...WANTED, source: ['aws.drs'] }],
    ['asks for another account', { ...WANTED, account: ['999900001111'] }],
    ['asks for one instance', { ...WANTED, detail: { state: ['terminated'], 'instance-id': ['i-1'] } }],
    ['asks in words that are not known', { ...WANTED, source: [{ prefix: 'aws.' }] }],
    ['is none', null],
  ])('but not when it %s', (_what, pattern) => {
    expect(lets(pattern, WANTED, ACCOUNT)).toBe(false);
  });
});
