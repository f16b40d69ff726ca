import { expect, test } from 'vitest';
import { planDiff } from '../../../src/cli/plans/planDiff.ts';

const BODY = { waves: [{ sourceServerIds: ['s-1'] }], holdSeconds: 60, reason: 'x' };

test('a plan that is the same has no difference', () => {
  expect(
    planDiff({ name: 'a', body: BODY }, { name: 'b', body: { ...BODY, waves: structuredClone(BODY.waves) } }),
  ).toBe('');
});

test('the order of members is no difference', () => {
  const other = { reason: 'x', waves: BODY.waves, holdSeconds: 60 };
  expect(planDiff({ name: 'a', body: BODY }, { name: 'b', body: other })).toBe('');
});

test('a change is shown line by line, as in YAML', () => {
  const diff = planDiff(
    { name: 'web-shop 1', body: BODY },
    { name: 'web-shop.yaml', body: { ...BODY, holdSeconds: 90 } },
  );
  expect(diff.split('\n')).toEqual([
    '--- web-shop 1',
    '+++ web-shop.yaml',
    '@@ -1,4 +1,4 @@',
    '-holdSeconds: 60',
    '+holdSeconds: 90',
    ' reason: x',
    ' waves:',
    '   - sourceServerIds:',
  ]);
});

test('a new plan is new from its first line on, and no text of it reaches the terminal unescaped', () => {
  const diff = planDiff({ name: '/dev/null', body: undefined }, { name: 'b', body: { reason: 'a\u001b[2J' } });
  expect(diff).toContain('+reason: "a\\e[2J"');
});
