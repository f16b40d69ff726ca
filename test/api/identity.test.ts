import { expect, test } from 'vitest';
import { DRILL_ID, drillIdOf, requestHash } from '../../src/api/identity.ts';
import { aRequest, someTerms } from '../builders.ts';

test('the same caller and key always give the same drill id, another caller or key a different one', () => {
  const id = drillIdOf('local', 'key');
  expect(id).toMatch(DRILL_ID);
  expect(drillIdOf('local', 'key')).toBe(id);
  expect(new Set([id, drillIdOf('local', 'key2'), drillIdOf('somebody', 'key'), drillIdOf('local,', 'key')]).size).toBe(
    4,
  );
});

test('the hash of a request depends on its content, not on the order of its members', () => {
  const request = aRequest({ terms: someTerms({ tags: { a: '1', b: '2' } }) });
  const reordered = { terms: { ...request.terms, tags: { b: '2', a: '1' } }, waves: request.waves, site: request.site };
  expect(requestHash(reordered)).toBe(requestHash(request));
  expect(requestHash({ ...request, waves: [['s-00000000000000002']] })).not.toBe(requestHash(request));
});
