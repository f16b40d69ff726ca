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
    ['one field that differs is enough to miss', { source: ['aws.drs'], 'detail-type': ['Other'] }, false],
    ['alternatives are or', { source: ['aws.ec2', 'aws.drs'] }, true],
    ['nested fields are looked into', { detail: { state: ['RECOVERY_LAUNCH_SUCCEEDED'] } }, true],
    ['a missing field does not match', { detail: { absent: ['x'] } }, false],
    ['the text TRUE is not the boolean true', { detail: { 'is-drill': [true] } }, false],
    ['the number 2 is not the text 2', { detail: { count: ['2'] } }, false],
    ['null matches null', { detail: { inner: { deep: [null] } } }, true],
    ['any element of a list may match', { resources: [{ prefix: 'arn:aws:drs:' }] }, true],
    ['a prefix is not found within', { source: [{ prefix: 'drs' }] }, false],
    ['anything-but matches another value', { source: [{ 'anything-but': ['aws.ec2'] }] }, true],
    ['anything-but does not match a missing field', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
    ['exists asks for a leaf', { detail: { state: [{ exists: true }] } }, true],
    ['an object is no leaf', { detail: [{ exists: true }] }, false],
    ['absence can be asked for', { detail: { absent: [{ exists: false }] } }, true],
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
  ])('an operator that is not done here is refused aloud: %s', (_name, pattern) => {
    expect(() => readPattern(pattern)).toThrow(/pattern/);
  });
});
