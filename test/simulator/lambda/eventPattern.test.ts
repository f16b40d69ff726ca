import { describe, expect, test } from 'vitest';
import { matches, readPattern } from '../../../src/simulator/lambda/eventPattern.ts';

const launchResult = {
  source: 'aws.drs',
  'detail-type': 'DRS Source Server Launch Result',
  resources: ['arn:aws:drs:eu-west-1:111122223333:source-server/s-12345678901234567'],
  detail: { state: 'RECOVERY_LAUNCH_SUCCEEDED', 'is-drill': 'TRUE', count: 2, inner: { deep: null } },
};

describe('event patterns as EventBridge reads them', () => {
  test.each([
    ['all fields must match', { source: ['aws.drs'], 'detail-type': ['DRS Source Server Launch Result'] }, true],
    ['one differing field prevents a match', { source: ['aws.drs'], 'detail-type': ['Other'] }, false],
    ['one matching alternative is enough', { source: ['aws.ec2', 'aws.drs'] }, true],
    ['nested fields are compared', { detail: { state: ['RECOVERY_LAUNCH_SUCCEEDED'] } }, true],
    ['a missing field does not match', { detail: { absent: ['x'] } }, false],
    ['the string TRUE is not the boolean true', { detail: { 'is-drill': [true] } }, false],
    ['the number 2 is not the string 2', { detail: { count: ['2'] } }, false],
    ['null matches null', { detail: { inner: { deep: [null] } } }, true],
    ['any element of a list may match', { resources: [{ prefix: 'arn:aws:drs:' }] }, true],
    ['a prefix does not match in the middle', { source: [{ prefix: 'drs' }] }, false],
    ['anything-but matches another value', { source: [{ 'anything-but': ['aws.ec2'] }] }, true],
    ['anything-but does not match a missing field', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
    ['exists applies to leaves', { detail: { state: [{ exists: true }] } }, true],
    ['an object is not a leaf', { detail: [{ exists: true }] }, false],
    ['exists false matches a missing field', { detail: { absent: [{ exists: false }] } }, true],
  ])('%s', (_sentence, pattern, expected) => {
    expect(matches(readPattern(pattern), launchResult)).toBe(expected);
  });

  test.each([
    ['numeric', { detail: { count: [{ numeric: ['>', 1] }] } }],
    ['$or', { $or: [{ source: ['a'] }] }],
    ['wildcard', { source: [{ wildcard: 'aws.*' }] }],
    ['suffix', { source: [{ suffix: 'drs' }] }],
    ['anything-but with an operator inside', { source: [{ 'anything-but': { prefix: 'aws' } }] }],
    ['a value without a list', { source: 'aws.drs' }],
  ])('an unsupported operator is refused: %s', (_name, pattern) => {
    expect(() => readPattern(pattern)).toThrow(/pattern/);
  });
});
