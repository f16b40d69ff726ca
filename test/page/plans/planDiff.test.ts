import { describe, expect, test } from 'vitest';
import { planDiff } from '../../../src/page/plans/planDiff.ts';
import { planTextOf, yamlOf } from '../../../src/page/plans/planText.ts';

describe('the difference between two versions of a plan', () => {
  test('shows the lines that were removed and added', () => {
    const lines = planDiff({ reason: 'x', holdSeconds: 600 }, { holdSeconds: 900, reason: 'x' });
    expect(lines.filter(({ kind }) => kind !== 'SAME').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'REMOVED holdSeconds: 600',
      'ADDED holdSeconds: 900',
    ]);
  });

  test('the order of members is no difference', () => {
    expect(planDiff({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  });

  test('a plan that was not there is all new', () => {
    expect(planDiff(undefined, { a: 1, b: 2 }).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ADDED', 'ADDED']),
    );
  });

  test('leaves out equal lines far from any change, and says where', () => {
    const members = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${10 + index}`, index]));
    const kinds = planDiff(members, { ...members, m10: 'changed' }).map(({ kind }) => kind);
    expect(kinds).toEqual(['REMOVED', 'ADDED', 'SAME', 'SAME', 'SAME', 'SKIPPED']);
  });

  test('every line has an id of its own', () => {
    const lines = planDiff({ a: 1, b: 2, c: 3, d: 4 }, { a: 2, b: 3, c: 3, e: 4 });
    expect(new Set(lines.map(({ id, kind }) => `${id} ${kind}`)).size).toBe(lines.length);
  });
});

test('a body comes back from its YAML, and marks of direction in it can be seen', () => {
  const body = { reason: 'right\u202eleft', tags: { a: 'b: c' }, waves: [{ sourceServerIds: ['s-1'] }] };
  expect(yamlOf(body)).toContain('\\u202e');
  expect(planTextOf(yamlOf(body)).body).toEqual(body);
});

test('a member that is missing is placed at its nearest parent', () => {
  const { placeOf } = planTextOf('reason: x\nwaves:\n  - servers:\n      tags: { Tier: [web] }\n');
  expect(placeOf('/waves/0/servers/tags/Name/0')).toEqual({ line: 4, col: 13 });
  expect(placeOf('/waves/7/servers')).toEqual({ line: 3, col: 3 });
  expect(placeOf('/nothing')).toEqual({ line: 1, col: 1 });
});
