import { expect, test } from 'vitest';
import { causesOf } from '../../../src/page/drill/causesOf.ts';
import { drillWith, serverWith } from './handMade.ts';

test('a failed launch is named with its server and the words of DRS', () => {
  const servers = [serverWith(), failed('s-2')];
  expect(causesOf(drillWith({ servers }), new Map([['s-2', 'demo-006']]))).toEqual(['demo-006: Conversion failed']);
  expect(causesOf(drillWith({ servers }), new Map())).toEqual(['s-2: Conversion failed']);
});

test('of many causes the first three are named, and how many more there are', () => {
  const servers = ['s-1', 's-2', 's-3', 's-4', 's-5'].map(failed);
  expect(causesOf(drillWith({ servers }), new Map()).slice(2)).toEqual([
    's-3: Conversion failed',
    '2 more, in the table of servers.',
  ]);
});

test('a drill without a failure has no causes', () => {
  expect(causesOf(drillWith(), new Map())).toEqual([]);
});

function failed(sourceServerId: string) {
  return serverWith({ sourceServerId, result: 'FAILED', error: 'Conversion failed', instanceId: null, verified: null });
}
