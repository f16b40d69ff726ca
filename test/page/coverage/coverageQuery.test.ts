import { describe, expect, test } from 'vitest';
import { isShown, readCoverageQuery, startHref } from '../../../src/page/coverage/coverageQuery.ts';
import { aFinding, aServer } from './servers.ts';

const read = (text: string) => readCoverageQuery(new URLSearchParams(text));

describe('the address of the coverage', () => {
  test('an address without a query shows all servers by the limit of the deployment', () => {
    expect(read('')).toMatchObject({ view: 'map', days: null, show: 'all', evidence: undefined, selected: [] });
  });

  test('nonsense in an address is as if it were not there', () => {
    const query = read('view=x&days=-4&show=y&evidence=MAGIC&selected=%3Cscript%3E,s-00000000000000001');
    expect(query).toMatchObject({ view: 'map', days: null, show: 'all', evidence: undefined });
    expect(query.selected).toEqual(['s-00000000000000001']);
  });
});

describe('what is shown', () => {
  test('every word must be found, in the name, the id, the Region or the finding', () => {
    const server = aServer({ finding: aFinding() });
    expect(isShown(server, 'PROVED', read('text=WEB boot'))).toBe(true);
    expect(isShown(server, 'PROVED', read('text=web kernel'))).toBe(false);
  });

  test('overdue shows also the servers that were never proved', () => {
    expect(isShown(aServer(), 'NEVER_DRILLED', read('show=overdue'))).toBe(true);
    expect(isShown(aServer(), 'PROVED', read('show=overdue'))).toBe(false);
    expect(isShown(aServer(), 'OVERDUE', read('show=never'))).toBe(false);
  });

  test('a server of another Region is not shown', () => {
    expect(isShown(aServer(), 'PROVED', read('region=eu-west-1'))).toBe(false);
  });
});

test('a drill is started with at most 300 servers', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `s-${String(index).padStart(17, '0')}`);
  expect(startHref(ids).split(',')).toHaveLength(300);
});
