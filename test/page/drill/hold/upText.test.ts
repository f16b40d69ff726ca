import { expect, test } from 'vitest';
import { upText } from '../../../../src/page/drill/hold/upText.ts';
import { serverWith } from '../handMade.ts';

const waits = { for: 'DRS' as const, since: '2026-12-01T03:00:00.000Z', instancesUp: 3 };
const terminating = serverWith({ terminationAcceptedAt: '2026-12-01T03:10:00.000Z' });

test('instances without an accepted termination are up', () => {
  expect(upText({ servers: [serverWith({}), serverWith({ gone: 'TERMINATED' })], waits: null })).toBe('1');
});

test('an instance may be up until it is proved gone, although its termination was accepted', () => {
  expect(upText({ servers: [terminating], waits: null })).toBe('none known, at most 1');
  expect(upText({ servers: [terminating, serverWith({})], waits: null })).toBe('1 known, at most 2');
});

test('what the API does not know to be gone counts too', () => {
  expect(upText({ servers: [serverWith({})], waits })).toBe('1 known, at most 3');
});
