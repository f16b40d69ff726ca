import { expect, test } from 'vitest';
import type { Check, Drill } from '../../../src/page/api/client.ts';
import { DETAIL_TABS, tabText } from '../../../src/page/drill/detailTabs.ts';
import { drill, ONE, server, TWO } from './drills.ts';

test('tabs say what is wrong in them', () => {
  const servers = [server(ONE, 1, { result: 'FAILED' }), server(TWO, 2, { result: 'LAUNCHED' })];
  const checks = [check('PASSED'), check('FAILED'), check('TIMED_OUT'), check('FAILED')];
  expect(textsOf(drill({ servers, checks, cleanup: 'LEAKED' }))).toEqual([
    ...['Servers (2, 1 failed)', 'Timeline', 'Checks (4, 2 failed, 1 timed out)', 'Cleanup (LEAKED)'],
    ...['Journal', 'Notes', 'Evidence', 'Raw JSON'],
  ]);
});

test('tabs in which nothing is wrong say only how much is in them', () => {
  const checks = [check('PASSED'), check('WAITING'), check('NOT_RUN')];
  expect(textsOf(drill({ checks })).slice(0, 4)).toEqual(['Servers (2)', 'Timeline', 'Checks (3)', 'Cleanup']);
});

function textsOf(shown: Drill): string[] {
  return DETAIL_TABS.map((tab) => tabText(tab, shown));
}

function check(state: Check['state']): Check {
  return { state } as Check;
}
