import { expect, test } from 'vitest';
import { VIEWS, viewAt } from '../../src/page/views.ts';

test.each([
  ['/drills', '/drills'],
  ['/drills/d-1', '/drills/:drillId/:tab?'],
  ['/drills/d-1/timeline', '/drills/:drillId/:tab?'],
  ['/diff/d-1/d-2', '/diff/:drillId/:otherDrillId'],
  ['/plans/the-whole-site/3', '/plans/:name/:version?'],
  ['/drills/d-1/timeline/more', undefined],
  ['/diff/d-1', undefined],
  ['/drillset', undefined],
  ['/', undefined],
])('the address %s has the view of %s', (address, path) => {
  expect(viewAt(address)?.path).toBe(path);
});

test('every view is found by its own address', () => {
  const found = VIEWS.map(({ path }) => viewAt(path.replaceAll(/[:?]/g, ''))?.path);
  expect(found).toEqual(VIEWS.map(({ path }) => path));
});
