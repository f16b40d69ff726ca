import { expect, test } from 'vitest';
import { queryText, readQuery } from '../../../../src/page/drill/servers/addressQuery.ts';

test('a filter survives its way through the address', () => {
  const query = {
    operation: 'or' as const,
    tokens: [
      { propertyKey: 'stage', operator: '=', value: 'failed' },
      { operator: ':', value: 'web' },
    ],
  };
  expect(readQuery(queryText(query))).toEqual(query);
});

test('no filter leaves the address short', () => {
  expect(queryText({ operation: 'and', tokens: [] })).toBe('');
});

test.each(['', 'x', '{}', '["and",1]', '["and",["stage","<",1]]', '["and",["stage","drop","x"]]'])(
  'the address %s is no filter, and does no harm',
  (text) => {
    expect(readQuery(text)).toEqual({ operation: 'and', tokens: [] });
  },
);
