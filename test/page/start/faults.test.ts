import { describe, expect, test } from 'vitest';
import {
  faultsAfter,
  placeText,
  requestedPointer,
  stepOf,
  wordsAt,
  wordsBelow,
} from '../../../src/page/start/faults.ts';

const FAULTS = [
  { pointer: '/waves/0/sourceServerIds/3', message: 'must be a source server id' },
  { pointer: '/checks/1/port', message: 'must be a port from 1 to 65535' },
  { pointer: '/reason', message: 'must be a string of 1 to 256 characters' },
];

describe('a fault of the request', () => {
  test('stands at its field, as a sentence', () => {
    expect(wordsAt(FAULTS, '/checks/1/port')).toBe('Must be a port from 1 to 65535.');
    expect(wordsAt(FAULTS, '/checks/11/port')).toBeUndefined();
  });

  test('stands at the part that has no field for it, with its place', () => {
    expect(wordsBelow(FAULTS, '/waves/0/sourceServerIds')).toBe('3: must be a source server id.');
    expect(wordsBelow(FAULTS, '/waves/0')).toBe('sourceServerIds/3: must be a source server id.');
    expect(wordsBelow(FAULTS, '/check')).toBeUndefined();
  });

  test('is on the step that has its field', () => {
    expect(FAULTS.map(stepOf)).toEqual([0, 1, 1]);
    expect(stepOf({ pointer: '/planVersion', message: '' })).toBe(0);
  });

  test('is named for people, who count from 1', () => {
    expect(FAULTS.map(placeText)).toEqual(['Wave 1, sourceServerIds, 3', 'Check 2, port', 'reason']);
  });

  test('goes when its member, or a part of it, gets another value', () => {
    expect(faultsAfter(FAULTS, '/waves').map(stepOf)).toEqual([1, 1]);
    expect(faultsAfter(FAULTS, '/reason')).toHaveLength(2);
    expect(faultsAfter(FAULTS, '/checks/1/port/x')).toHaveLength(2);
    expect(faultsAfter(FAULTS, '/checks/1/path')).toHaveLength(3);
  });

  test.each([
    ['/tagRows/0/value', '/tags'],
    ['/waves/2/tagRows/0/name', '/waves/2/servers'],
    ['/checks/4/text', '/checks/4'],
    ['/waves/2/waitSeconds', '/waves/2/waitSeconds'],
  ])('what is entered at %s is about %s of the request', (entered, requested) => {
    expect(requestedPointer(entered)).toBe(requested);
  });
});
