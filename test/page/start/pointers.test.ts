import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueAt, withValueAt } from '../../../src/page/start/pointers.ts';

test('a value that is set is there, and nothing else has changed', () => {
  const body = { waves: [{ key: 'a' }, { key: 'b' }], reason: 'r' };
  const changed = withValueAt(body, '/waves/1/waitSeconds', 60);
  expect(changed).toEqual({ waves: [{ key: 'a' }, { key: 'b', waitSeconds: 60 }], reason: 'r' });
  expect(body.waves[1]).toEqual({ key: 'b' });
});

test('undefined removes a member', () => {
  expect(withValueAt({ objectives: { recoveryTimeSeconds: 1 } }, '/objectives/recoveryTimeSeconds', undefined)).toEqual(
    {
      objectives: {},
    },
  );
});

test('members of no object are not there', () => {
  expect(valueAt({ reason: 'text' }, '/reason/length')).toBeUndefined();
  expect(valueAt({}, '/toString')).toBeUndefined();
});

test('names with a slash or a tilde are found again', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer(), (name, value) => {
      fc.pre(name !== '__proto__');
      const pointer = `/tags/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      expect(valueAt(withValueAt({}, pointer, value), pointer)).toBe(value);
    }),
  );
});

test('an escaped tilde before a digit is no slash', () => {
  expect(valueAt({ '~1': 1, '/': 2 }, '/~01')).toBe(1);
});
